using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.OnCall;

internal sealed record EndedIncidentStatus
{
    public string? Key { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Start { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? End { get; init; }

    public long? Onsets { get; init; }
}
