namespace SloOperator.Resources.OnCall;

internal sealed record AlertsSpec
{
    /// <summary>Matchers over ALERTS, without braces.</summary>
    public string? Selector { get; init; }

    /// <summary>Null is alertname alone, which is always part of the key.</summary>
    public IReadOnlyList<string?>? GroupBy { get; init; }

    /// <summary>A Prometheus duration, 5s … 10m; null is 1m.</summary>
    public string? EvaluationInterval { get; init; }

    /// <summary>A Prometheus duration from evaluationInterval to 1h; null is 5m.</summary>
    public string? MergeGap { get; init; }

    /// <summary>Matchers over ALERTS, without braces; empty is coverage from up, null is alertname="Watchdog".</summary>
    public string? Watchdog { get; init; }
}
