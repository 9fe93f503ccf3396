using System.Diagnostics.Metrics;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>The instruments of the controller runtime; all are counted per controller.</summary>
internal static class RuntimeMetrics
{
    public const string MeterName = "SloOperator.Kubernetes";

    private static readonly Meter _meter = new(MeterName);

    private static readonly Counter<long> _reconciles = _meter.CreateCounter<long>(
        "slo_operator_reconcile_total",
        description: "Reconciles by outcome: done, stalled, retry, error or timeout."
    );

    private static readonly Histogram<double> _seconds = _meter.CreateHistogram<double>(
        "slo_operator_reconcile_duration_seconds",
        unit: "s",
        description: "How long reconciles took."
    );

    private static readonly UpDownCounter<long> _depth = _meter.CreateUpDownCounter<long>(
        "slo_operator_queue_depth",
        description: "Keys that wait for a worker."
    );

    private static readonly Counter<long> _adds = _meter.CreateCounter<long>(
        "slo_operator_queue_adds_total",
        description: "Keys that were handed to workers."
    );

    private static readonly Counter<long> _retries = _meter.CreateCounter<long>(
        "slo_operator_queue_retries_total",
        description: "Keys that failed and were put off."
    );

    private static readonly Counter<long> _droppedEvents = _meter.CreateCounter<long>(
        "slo_operator_events_dropped_total",
        description: "Events that were not written, by reason: queue_full or refused."
    );

    public static void Reconciled(string controller, string outcome, TimeSpan took)
    {
        var tag = new KeyValuePair<string, object?>("controller", controller);
        _reconciles.Add(1, tag, new KeyValuePair<string, object?>("outcome", outcome));
        _seconds.Record(took.TotalSeconds, tag);
    }

    public static void Queued(string controller)
    {
        var tag = new KeyValuePair<string, object?>("controller", controller);
        _adds.Add(1, tag);
        _depth.Add(1, tag);
    }

    public static void Taken(string controller) =>
        _depth.Add(-1, new KeyValuePair<string, object?>("controller", controller));

    public static void PutOff(string controller) =>
        _retries.Add(1, new KeyValuePair<string, object?>("controller", controller));

    public static void EventDropped(string reason) =>
        _droppedEvents.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
