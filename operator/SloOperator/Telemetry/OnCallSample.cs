namespace SloOperator.Telemetry;

/// <summary>The load of one rotation at one moment. What is unknown is null and is not exported: a gap in a chart says so, a zero would lie.</summary>
internal sealed record OnCallSample
{
    public required string Team { get; init; }

    public required string Criticality { get; init; }

    /// <summary>Incidents of the window by class of hours: business, off, sleep, uncovered.</summary>
    public IReadOnlyDictionary<string, double?> Pages { get; init; } =
        new Dictionary<string, double?>(StringComparer.Ordinal);

    /// <summary>By figure as the spec names it, in the unit of the spec: above it is a warning.</summary>
    public IReadOnlyDictionary<string, double?> Warnings { get; init; } =
        new Dictionary<string, double?>(StringComparer.Ordinal);

    /// <summary>Likewise: above it is too much.</summary>
    public IReadOnlyDictionary<string, double?> Limits { get; init; } =
        new Dictionary<string, double?>(StringComparer.Ordinal);

    public double? PagesUpper { get; init; }

    public double? CoverageRatio { get; init; }

    public double? IncidentsPer12h { get; init; }

    public double? ShiftsOverBudgetRatio { get; init; }

    public double? OffHoursPagesPerResponder { get; init; }

    public double? SleepPagesPerShift { get; init; }

    public double? AlertsPerIncident { get; init; }

    public double? TransientRatio { get; init; }

    public double? Repeats { get; init; }

    public double? OnCallRatio { get; init; }

    public double? MedianRestoreSeconds { get; init; }
}
