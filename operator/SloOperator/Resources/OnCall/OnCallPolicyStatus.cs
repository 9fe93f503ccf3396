using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;

namespace SloOperator.Resources.OnCall;

/// <summary>Numbers with a fraction are decimal strings; null is unknown, and is left out. Nothing is ever an empty string.</summary>
internal sealed record OnCallPolicyStatus
{
    public long? ObservedGeneration { get; init; }

    /// <summary>End of the window.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? EvaluatedAt { get; init; }

    /// <summary>A <see cref="PageSource.Name"/>.</summary>
    public string? Source { get; init; }

    /// <summary>A ratio.</summary>
    public string? Coverage { get; init; }

    public TimeRangeStatus? Window { get; init; }

    public IncidentCountStatus? Incidents { get; init; }

    public HoursCountStatus? ByHours { get; init; }

    /// <summary>The current one; null when nobody is on shift.</summary>
    public ShiftStatus? Shift { get; init; }

    public string? IncidentsPer12h { get; init; }

    public string? ShiftsOverBudget { get; init; }

    public long? OffHoursPerResponder30d { get; init; }

    public string? SleepPagesPerShift { get; init; }

    public string? AlertsPerIncident { get; init; }

    public string? TransientShare { get; init; }

    public long? RepeatsPer7d { get; init; }

    public string? OnCallShare { get; init; }

    public string? MedianRestoreMinutes { get; init; }

    public LoadTrendStatus? Trend { get; init; }

    public IReadOnlyList<RepeatedKeyStatus>? TopRepeats { get; init; }

    public LoadSummaryStatus? Summary { get; init; }

    /// <summary>What the webhook source knows; null for the others.</summary>
    public WebhookStatus? Webhook { get; init; }

    /// <summary>Those that are not closed.</summary>
    public IReadOnlyList<TicketLineStatus>? Tickets { get; init; }

    /// <summary>What the policy must remember.</summary>
    public IReadOnlyList<TierStateStatus>? Policy { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
