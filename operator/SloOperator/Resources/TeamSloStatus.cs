using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;

namespace SloOperator.Resources;

internal sealed record TeamSloStatus
{
    public long? ObservedGeneration { get; init; }

    /// <summary>End of the last whole bucket counted, not the clock.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? EvaluatedAt { get; init; }

    public SummaryStatus? Summary { get; init; }

    public IReadOnlyList<ObjectiveStatus>? Objectives { get; init; }

    /// <summary>Null where the spec names no OnCallPolicy.</summary>
    public TeamLoadStatus? OnCall { get; init; }

    public GateStatus? Gate { get; init; }

    /// <summary>Those that are not closed.</summary>
    public IReadOnlyList<TicketLineStatus>? Tickets { get; init; }

    /// <summary>What the policy must remember.</summary>
    public IReadOnlyList<TierStateStatus>? Policy { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
