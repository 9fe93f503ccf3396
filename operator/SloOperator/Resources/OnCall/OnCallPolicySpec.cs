namespace SloOperator.Resources.OnCall;

/// <summary>Null is "not written": defaults are applied by the mapping, because old files and servers do not apply them.</summary>
internal sealed record OnCallPolicySpec
{
    public string? Team { get; init; }

    /// <summary>critical, high, standard or low; null is standard.</summary>
    public string? Criticality { get; init; }

    /// <summary>Name of a PrometheusEndpoint, for source.prometheus alone; null is "default".</summary>
    public string? Prometheus { get; init; }

    /// <summary>Name of an ErrorBudgetPolicy; null is "default".</summary>
    public string? Policy { get; init; }

    public PageSourceSpec? Source { get; init; }

    public ScheduleSpec? Schedule { get; init; }

    /// <summary>A Prometheus duration, 1d … 90d; null is 21d.</summary>
    public string? Window { get; init; }

    public ThresholdsSpec? Thresholds { get; init; }

    /// <summary>Percent with its sign; null is 90%.</summary>
    public string? MinimumCoverage { get; init; }

    /// <summary>Aggregate, Pseudonymous or Named; null is Aggregate.</summary>
    public string? Privacy { get; init; }
}
