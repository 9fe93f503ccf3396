using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

/// <summary>A core/v1 Namespace, of which only the metadata matters.</summary>
internal sealed record ClusterNamespace : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();
}
