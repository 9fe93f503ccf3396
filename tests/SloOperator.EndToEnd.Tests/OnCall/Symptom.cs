namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>What is wrong with one service, the gauge that shows it and the alert that tells it.</summary>
internal sealed record Symptom(string Alert, string Gauge, string Service)
{
    /// <summary>For a second each, from when a gauge is above 1.</summary>
    public const string Rules = """
        groups:
        - name: shop
          rules:
          - alert: HighLatency
            expr: latency_seconds > 1
            labels: {severity: page}
          - alert: QueueFull
            expr: queue_fill > 1
            labels: {severity: page}
          - alert: Watchdog
            expr: vector(1)
            labels: {severity: none}
        """;

    public string Key => $"{Alert}/{Service}";

    public static Symptom HighLatencyOf(string service) =>
        new("HighLatency", "latency_seconds", service);

    public static Symptom QueueFullOf(string service) => new("QueueFull", "queue_fill", service);

    /// <summary>A selector of its firing samples.</summary>
    /// <param name="more">Further matchers.</param>
    public string Firing(string more = "") =>
        $$"""ALERTS{alertstate="firing",alertname="{{Alert}}",service="{{Service}}"{{more}}}""";
}
