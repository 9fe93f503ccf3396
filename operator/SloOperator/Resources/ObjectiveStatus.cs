using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

/// <summary>Numbers with a fraction are decimal strings; null is unknown, and is left out.</summary>
internal sealed record ObjectiveStatus
{
    public string? Name { get; init; }

    /// <summary>Measured, NoTraffic, MetricAbsent, Inconsistent, Stale or TooFewEvents.</summary>
    public string? Verdict { get; init; }

    public string? Sli { get; init; }

    /// <summary>Percent.</summary>
    public string? Target { get; init; }

    /// <summary>A ratio: 1 is all of the budget, below 0 is overspent.</summary>
    public string? BudgetRemaining { get; init; }

    /// <summary>What it would be if nothing had been excluded; set where an exclusion touches the window.</summary>
    public string? BudgetRemainingRaw { get; init; }

    /// <summary>Minutes of the window that do not count; set where an exclusion touches the window.</summary>
    public string? ExcludedMinutes { get; init; }

    public string? BadEvents { get; init; }

    public string? TotalEvents { get; init; }

    public string? BadEventsLeft { get; init; }

    public string? MinutesLeft { get; init; }

    public BurnStatus? Burn { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? ExhaustionAt { get; init; }

    public string? Coverage { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? MeasuredSince { get; init; }

    /// <summary>Set when the verdict is not Measured.</summary>
    public string? Message { get; init; }
}
