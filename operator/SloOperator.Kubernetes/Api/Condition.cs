using System.Text.Json.Serialization;

namespace SloOperator.Kubernetes.Api;

/// <summary>A metav1.Condition: one named fact about an object, and when it last changed its <see cref="Status"/>.</summary>
public sealed record Condition
{
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>"True", "False" or "Unknown".</summary>
    [JsonPropertyName("status")]
    public required string Status { get; init; }

    /// <summary>One CamelCase word for programs; the server refuses an empty one.</summary>
    [JsonPropertyName("reason")]
    public required string Reason { get; init; }

    [JsonPropertyName("message")]
    public string Message { get; init; } = "";

    [
        JsonPropertyName("observedGeneration"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
    public long? ObservedGeneration { get; init; }

    /// <summary>Whole seconds on the wire.</summary>
    [JsonPropertyName("lastTransitionTime"), JsonConverter(typeof(TimeJsonConverter))]
    public required DateTimeOffset LastTransitionTime { get; init; }
}
