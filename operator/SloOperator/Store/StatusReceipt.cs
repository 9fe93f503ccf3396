using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Store;

/// <summary>The answer to a status write, of which only the identity is read: an object whose spec cannot be decoded must still be told so.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record StatusReceipt : IKubernetesObject
{
    [JsonPropertyName("apiVersion")]
    public string? ApiVersion { get; init; }

    [JsonPropertyName("kind")]
    public string? Kind { get; init; }

    [JsonPropertyName("metadata")]
    public ObjectMeta Metadata { get; init; } = new();
}
