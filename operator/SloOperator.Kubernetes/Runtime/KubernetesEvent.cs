using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>An event of events.k8s.io/v1; everything but the series is fixed once it is written.</summary>
public sealed record KubernetesEvent : IKubernetesObject
{
    /// <summary>To open a <see cref="ResourceApi{T}"/> with.</summary>
    public static ResourceDefinition<KubernetesEvent> Definition { get; } =
        new(
            "events.k8s.io",
            "v1",
            "Event",
            "events",
            Namespaced: true,
            RuntimeJsonContext.Default.KubernetesEvent
        );

    /// <inheritdoc/>
    [JsonPropertyName("apiVersion")]
    public string? ApiVersion { get; init; } = "events.k8s.io/v1";

    /// <inheritdoc/>
    [JsonPropertyName("kind")]
    public string? Kind { get; init; } = "Event";

    /// <inheritdoc/>
    [JsonPropertyName("metadata")]
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>Of the first occurrence; null in events that were written through the older API.</summary>
    [JsonPropertyName("eventTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(MicroTimeJsonConverter))]
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>Null for an event that happened once.</summary>
    [JsonPropertyName("series"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventSeries? Series { get; init; }

    /// <summary>Such as slo-operator.example.com.</summary>
    [JsonPropertyName("reportingController")]
    public string ReportingController { get; init; } = "";

    /// <summary>The replica.</summary>
    [JsonPropertyName("reportingInstance")]
    public string ReportingInstance { get; init; } = "";

    /// <summary>What the controller did or tried, in UpperCamelCase.</summary>
    [JsonPropertyName("action")]
    public string Action { get; init; } = "";

    /// <summary>Why, in UpperCamelCase.</summary>
    [JsonPropertyName("reason")]
    public string Reason { get; init; } = "";

    /// <summary>The object.</summary>
    [JsonPropertyName("regarding"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ObjectReference? Regarding { get; init; }

    /// <summary>For people; at most 1 KiB.</summary>
    [JsonPropertyName("note")]
    public string Note { get; init; } = "";

    /// <summary>Normal or Warning.</summary>
    [JsonPropertyName("type")]
    public string Type { get; init; } = "";
}
