namespace SloOperator.Resources.OnCall;

/// <summary>Against the team's own window before this one.</summary>
internal sealed record LoadTrendStatus
{
    /// <summary>Incidents per 12 hours then.</summary>
    public string? Previous { get; init; }

    /// <summary>Null when there was nothing then.</summary>
    public string? ChangePercent { get; init; }
}
