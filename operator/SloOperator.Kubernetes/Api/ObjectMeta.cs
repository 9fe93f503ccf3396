using System.Text.Json.Serialization;

namespace SloOperator.Kubernetes.Api;

/// <summary>The part of metav1.ObjectMeta that controllers read; managedFields are left out because they are often larger than the object.</summary>
public sealed record ObjectMeta
{
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    [JsonPropertyName("namespace"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Namespace { get; init; }

    [JsonPropertyName("uid"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Uid { get; init; }

    /// <summary>Opaque: to be compared for equality only, and only between reads of one resource.</summary>
    [
        JsonPropertyName("resourceVersion"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
    public string? ResourceVersion { get; init; }

    /// <summary>Raised by the server on changes of the spec; zero for kinds that do not count them.</summary>
    [
        JsonPropertyName("generation"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)
    ]
    public long Generation { get; init; }

    [
        JsonPropertyName("creationTimestamp"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>Null unless deletion was asked for and finalizers hold it up.</summary>
    [
        JsonPropertyName("deletionTimestamp"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? DeletionTimestamp { get; init; }

    [JsonPropertyName("labels"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [JsonPropertyName("annotations"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    [JsonPropertyName("finalizers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Finalizers { get; init; }

    [
        JsonPropertyName("ownerReferences"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }
}
