namespace SloOperator.Prometheus.Wire;

/// <summary>The one field of status/buildinfo that is shown.</summary>
internal sealed record ServerVersion
{
    public string? Version { get; init; }
}
