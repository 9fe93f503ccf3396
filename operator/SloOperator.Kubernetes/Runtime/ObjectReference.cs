using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>What an event is about.</summary>
public sealed record ObjectReference
{
    /// <summary>Group and version.</summary>
    [JsonPropertyName("apiVersion")]
    public required string ApiVersion { get; init; }

    /// <summary>As in the object.</summary>
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    /// <summary>Null for cluster-scoped objects; their events are in "kube-system".</summary>
    [JsonPropertyName("namespace"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Namespace { get; init; }

    /// <summary>As in the object.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>kubectl describe shows only events with the UID of the object.</summary>
    [JsonPropertyName("uid"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Uid { get; init; }

    /// <summary>The kind comes from the definition, as items of lists do not say it.</summary>
    public static ObjectReference To<T>(ResourceDefinition<T> definition, ObjectMeta metadata)
        where T : class, IKubernetesObject =>
        new()
        {
            ApiVersion = definition.ApiVersion,
            Kind = definition.Kind,
            Namespace = metadata.Namespace,
            Name = metadata.Name,
            Uid = metadata.Uid,
        };
}
