using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.OnCall;

/// <summary>[start, end).</summary>
internal sealed record TimeRangeStatus
{
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Start { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? End { get; init; }
}
