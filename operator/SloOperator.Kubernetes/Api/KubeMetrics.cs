using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;

namespace SloOperator.Kubernetes.Api;

/// <summary>What the client measures about itself, for any listener to "SloOperator.Kubernetes".</summary>
internal static class KubeMetrics
{
    public const string MeterName = "SloOperator.Kubernetes";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "slo_operator_kube_requests_total",
        description: "Requests to the API server by verb, resource and HTTP status; code is none when no answer arrived."
    );

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "slo_operator_kube_request_duration_seconds",
        unit: "s",
        description: "Time until the headers of the answer."
    );

    public static void Record(KubeRequest request, HttpStatusCode? status, TimeSpan elapsed)
    {
        string code = status is null
            ? "none"
            : ((int)status).ToString(CultureInfo.InvariantCulture);
        Requests.Add(
            1,
            new TagList
            {
                { "verb", request.Verb },
                { "resource", request.Resource },
                { "code", code },
            }
        );
        Duration.Record(
            elapsed.TotalSeconds,
            new KeyValuePair<string, object?>("verb", request.Verb)
        );
    }
}
