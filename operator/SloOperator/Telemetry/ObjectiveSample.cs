namespace SloOperator.Telemetry;

/// <summary>The figures of one objective at one moment. What is unknown is null and is not exported: a gap in a chart says so, a zero would lie.</summary>
internal sealed record ObjectiveSample
{
    public required string Team { get; init; }

    public required string Service { get; init; }

    public required string Objective { get; init; }

    public required string Criticality { get; init; }

    /// <summary>One of the verdicts given to <see cref="BudgetMetrics"/>.</summary>
    public required string Verdict { get; init; }

    public double? BudgetRemainingRatio { get; init; }

    /// <summary>Only of a window that ends: what would be left if the budget were spent evenly.</summary>
    public double? BudgetIdealRatio { get; init; }

    public double? BudgetLeftSeconds { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public double? ExhaustionAt { get; init; }

    public double? BadEvents { get; init; }

    public double? Events { get; init; }

    public double? SliRatio { get; init; }

    public double? ObjectiveRatio { get; init; }

    public double? CoverageRatio { get; init; }

    /// <summary>By window as Prometheus writes it: 5m, 1h, 3d.</summary>
    public IReadOnlyDictionary<string, double?> Burn { get; init; } =
        new Dictionary<string, double?>(StringComparer.Ordinal);
}
