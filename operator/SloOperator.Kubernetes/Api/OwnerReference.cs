using System.Text.Json.Serialization;

namespace SloOperator.Kubernetes.Api;

/// <summary>The owner whose deletion deletes this object too; it lives in the same namespace, or in none.</summary>
public sealed record OwnerReference
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; init; } = "";

    [JsonPropertyName("kind")]
    public string Kind { get; init; } = "";

    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    [JsonPropertyName("uid")]
    public string Uid { get; init; } = "";

    [JsonPropertyName("controller"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Controller { get; init; }

    [
        JsonPropertyName("blockOwnerDeletion"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
    public bool? BlockOwnerDeletion { get; init; }
}
