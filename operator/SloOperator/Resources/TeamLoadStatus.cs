namespace SloOperator.Resources;

/// <summary>The load of the people who answer for the service, as the OnCallPolicy named in the spec has it.</summary>
internal sealed record TeamLoadStatus
{
    /// <summary>The OnCallPolicy's name.</summary>
    public string? Policy { get; init; }

    /// <summary>As the policy's own summary: WithinLimit, Warn, OverLimit or Unknown.</summary>
    public string? Load { get; init; }

    public long? Pages { get; init; }

    public string? IncidentsPer12h { get; init; }

    /// <summary>Why nothing is known; null when something is.</summary>
    public string? Message { get; init; }
}
