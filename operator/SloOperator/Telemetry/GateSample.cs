namespace SloOperator.Telemetry;

/// <summary>The gate of one TeamSLO at one moment.</summary>
internal sealed record GateSample
{
    /// <summary>Allow, Warn, Deny or Unknown.</summary>
    public required string Decision { get; init; }

    /// <summary>False when a change of no special class must not ship.</summary>
    public required bool IsAllowed { get; init; }

    public required int WouldHaveBlocked { get; init; }

    public required int OpenTickets { get; init; }

    /// <summary>By window as Prometheus writes it: the burn rate from which the policy minds it.</summary>
    public IReadOnlyDictionary<string, double> BurnThresholds { get; init; } =
        new Dictionary<string, double>(StringComparer.Ordinal);
}
