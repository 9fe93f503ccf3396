using System.Collections.Frozen;

namespace SloOperator.Domain.Budgets;

/// <summary>
/// The figures of one objective, all as of <see cref="EvaluatedAt"/> but the 5-minute burn rate, which may be newer. What was excluded counts
/// in none of them unless it says so.
/// </summary>
public sealed record BudgetFigures
{
    /// <summary>The end of the last whole bucket counted.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>Good share of events, or of slices; null without any.</summary>
    public required decimal? Sli { get; init; }

    /// <summary>1 is untouched, 0 is spent; below 0 by how deep it is overspent.</summary>
    public required decimal Remaining { get; init; }

    /// <summary>What would remain if nothing had been excluded.</summary>
    public required decimal RemainingRaw { get; init; }

    /// <summary>How much of the window is excluded, up to <see cref="EvaluatedAt"/>.</summary>
    public TimeSpan Excluded { get; init; }

    /// <summary>By exception: what of the budget, as a ratio, it would give back by itself; empty when none touches the window.</summary>
    public IReadOnlyDictionary<string, decimal> Returned { get; init; } =
        FrozenDictionary<string, decimal>.Empty;

    public required decimal BadEvents { get; init; }

    public required decimal TotalEvents { get; init; }

    /// <summary>Bad events, or bad slices, that the whole budget allows; 0 without traffic.</summary>
    public required decimal BadAllowed { get; init; }

    /// <summary>Bad events, or bad slices, that the budget still allows; 0 when it is spent.</summary>
    public required decimal BadLeft { get; init; }

    /// <summary>Minutes of full outage the rest would allow at the window's mean traffic; null without traffic, 0 when the budget is spent.</summary>
    public required decimal? MinutesLeft { get; init; }

    /// <summary>Shortest window first.</summary>
    public required IReadOnlyList<BurnRate> Burn { get; init; }

    /// <summary>When the budget is spent if the last hours go on; null when it is spent already, does not burn, or is renewed first.</summary>
    public required DateTimeOffset? ExhaustionAt { get; init; }

    /// <summary>Measured share of the buckets since <see cref="MeasuredSince"/>, 0 … 1; the rest is neither up nor down.</summary>
    public required decimal Coverage { get; init; }

    /// <summary>The window's start, or the first measurement when that is later.</summary>
    public required DateTimeOffset MeasuredSince { get; init; }

    /// <summary>True when history is shorter than the window: the figures stand for what exists.</summary>
    public required bool IsShortOfHistory { get; init; }

    public decimal BurnOver(BurnWindow window) => Burn.Single(burn => burn.Window == window).Rate;
}
