using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.OnCall;

/// <summary>A group that was resolved in the last minutes.</summary>
internal sealed record ClosedGroupStatus
{
    public string? Group { get; init; }

    /// <summary>When the last of its alerts ended.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Ended { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? ClosedAt { get; init; }
}
