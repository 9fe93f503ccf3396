using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.OnCall;

/// <summary>The state of the webhook source, kept here over restarts.</summary>
internal sealed record WebhookStatus
{
    /// <summary>When the operator began to listen for this policy; nothing before is known.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Groups that are firing, 500 at most.</summary>
    public IReadOnlyList<OpenGroupStatus>? Open { get; init; }

    /// <summary>Groups that have just been resolved, 500 at most.</summary>
    public IReadOnlyList<ClosedGroupStatus>? Closed { get; init; }

    /// <summary>Incidents that have ended, 2000 at most.</summary>
    public IReadOnlyList<EndedIncidentStatus>? Incidents { get; init; }

    /// <summary>What was let go because there was too much; null is 0.</summary>
    public long? Dropped { get; init; }
}
