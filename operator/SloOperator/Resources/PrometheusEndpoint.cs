using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

/// <summary>A server with the Prometheus HTTP API and who may ask it what, as written; nothing in it is checked yet.</summary>
internal sealed record PrometheusEndpoint : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public PrometheusEndpointSpec? Spec { get; init; }

    public PrometheusEndpointStatus? Status { get; init; }
}
