using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SloOperator.Prometheus;

/// <summary>Counts and traces one request from start to <see cref="End"/>; the expression itself goes nowhere, only its length.</summary>
internal sealed class RequestTelemetry : IDisposable
{
    public const string SourceName = "SloOperator.Prometheus";

    private static readonly Meter Meter = new(SourceName);
    private static readonly ActivitySource Source = new(SourceName);

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "slo_operator_prometheus_requests_total",
        description: "Requests to Prometheus APIs; outcome is answered, refused, failed or cancelled."
    );

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "slo_operator_prometheus_request_duration_seconds",
        unit: "s",
        description: "Whole exchanges with Prometheus APIs, waiting for a turn not included."
    );

    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>(
        "slo_operator_prometheus_response_bytes_total",
        unit: "By",
        description: "Bytes of answers read, after decompression."
    );

    private readonly KeyValuePair<string, object?> _endpoint;
    private readonly KeyValuePair<string, object?> _kind;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly Activity? _activity;
    private string _outcome = "cancelled";

    private RequestTelemetry(string endpoint, ApiCall call, TimeProvider time)
    {
        _endpoint = new("endpoint", endpoint);
        _kind = new("kind", call.Kind);
        _time = time;
        _started = time.GetTimestamp();
        _activity = Source.StartActivity($"prometheus {call.Kind}", ActivityKind.Client);
        _activity
            ?.SetTag("prometheus.endpoint", endpoint)
            .SetTag("prometheus.query_length", call.QueryLength);
    }

    public static RequestTelemetry Start(string endpoint, ApiCall call, TimeProvider time) =>
        new(endpoint, call, time);

    public void CountBytes(long bytes) => Bytes.Add(bytes, _endpoint);

    public void End(string outcome) => _outcome = outcome;

    /// <summary>A request that never came to <see cref="End"/> was cancelled by its caller.</summary>
    public void Dispose()
    {
        Requests.Add(1, _endpoint, _kind, new("outcome", _outcome));
        Duration.Record(_time.GetElapsedTime(_started).TotalSeconds, _endpoint, _kind);
        _activity?.SetTag("prometheus.outcome", _outcome);
        _activity?.SetStatus(
            _outcome is "answered" ? ActivityStatusCode.Ok : ActivityStatusCode.Error
        );
        _activity?.Dispose();
    }
}
