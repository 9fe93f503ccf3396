using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>The object that replicas compete for.</summary>
public sealed record Lease : IKubernetesObject
{
    /// <summary>To open a <see cref="ResourceApi{T}"/> with.</summary>
    public static ResourceDefinition<Lease> Definition { get; } =
        new(
            "coordination.k8s.io",
            "v1",
            "Lease",
            "leases",
            Namespaced: true,
            RuntimeJsonContext.Default.Lease
        );

    /// <inheritdoc/>
    [JsonPropertyName("apiVersion")]
    public string? ApiVersion { get; init; } = "coordination.k8s.io/v1";

    /// <inheritdoc/>
    [JsonPropertyName("kind")]
    public string? Kind { get; init; } = "Lease";

    /// <inheritdoc/>
    [JsonPropertyName("metadata")]
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>Null in a lease that somebody created by hand; it is free then.</summary>
    [JsonPropertyName("spec")]
    public LeaseSpec? Spec { get; init; }
}
