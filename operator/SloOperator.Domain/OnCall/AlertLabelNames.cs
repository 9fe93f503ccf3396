namespace SloOperator.Domain.OnCall;

/// <summary>Labels of alerts that mean the same wherever alerts come from.</summary>
public static class AlertLabelNames
{
    public const string Name = "alertname";

    /// <summary>External labels that tell the replicas of one Prometheus apart: the design's two, and the Prometheus Operator's default.</summary>
    public static readonly IReadOnlyList<string> Replicas =
    [
        "replica",
        "prometheus",
        "prometheus_replica",
    ];

    /// <summary>Never part of an incident's key: they say which of several told it, not what is wrong.</summary>
    public static readonly IReadOnlyList<string> Dropped = [.. Replicas, "instance", "pod"];
}
