using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>The repetitions of an event.</summary>
public sealed record EventSeries
{
    /// <summary>From 2: the server refuses a series of one.</summary>
    [JsonPropertyName("count")]
    public int Count { get; init; }

    /// <summary>Of the latest.</summary>
    [JsonPropertyName("lastObservedTime")]
    [JsonConverter(typeof(MicroTimeJsonConverter))]
    public DateTimeOffset LastObservedTime { get; init; }
}

internal sealed record EventSeriesPatch
{
    [JsonPropertyName("series")]
    public required EventSeries Series { get; init; }
}
