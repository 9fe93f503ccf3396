using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.OnCall;

/// <summary>A group of alerts of which at least one fires.</summary>
internal sealed record OpenGroupStatus
{
    /// <summary>By which Alertmanager's notifications belong together.</summary>
    public string? Group { get; init; }

    /// <summary>By which repeats are told.</summary>
    public string? Key { get; init; }

    /// <summary>When its page came; null when that was before anybody listened.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Start { get; init; }

    /// <summary>When the first of its alerts began.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Began { get; init; }

    /// <summary>When it was last heard to fire, to a minute.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Alerts that began so far.</summary>
    public long? Onsets { get; init; }

    /// <summary>Fingerprints of those that fire.</summary>
    public IReadOnlyList<string>? Alerts { get; init; }
}
