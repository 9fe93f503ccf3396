using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.OnCall;

internal sealed record ShiftStatus
{
    /// <summary>As privacy allows; null with Aggregate.</summary>
    public string? Member { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Start { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? End { get; init; }

    /// <summary>Incidents so far.</summary>
    public long? Pages { get; init; }
}
