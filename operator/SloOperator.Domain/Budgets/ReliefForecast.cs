using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>
/// Plays a ledger forward: the traffic of the last day goes on at the error ratio of the last six hours (of the last day when those hold too few
/// events to judge by) while old buckets leave the window (rolling), or the next period starts (calendar).
/// </summary>
public static class ReliefForecast
{
    /// <summary>The earliest evaluation at which the remaining budget is at least <paramref name="level"/>; the present one when it is already.</summary>
    /// <param name="objective">What was promised.</param>
    /// <param name="window">Nothing is forecast beyond one length of it.</param>
    /// <param name="reading">What was measured, and what of it was read apart.</param>
    /// <param name="excluded">In any order; may overlap, and lie in the future.</param>
    /// <param name="level">A ratio of the budget, at most 1.</param>
    public static Relief OfBudget(
        Objective objective,
        BudgetWindow window,
        Reading reading,
        IReadOnlyList<ExcludedTime> excluded,
        decimal level
    )
    {
        if (reading.Ledger.LastMeasured is not { } end)
        {
            return default;
        }

        var history = new CountedHistory(objective, reading, excluded);
        var budget = new PlayedBudget(objective, history, level);
        WindowSpan span = window.SpanAt(end);
        return span.PeriodEnd is { } periodEnd
            ? budget.Await(span, window.SpanAt(BucketGrid.Floor(periodEnd) + BucketGrid.Length))
            : budget.Roll(span);
    }

    /// <summary>The earliest evaluation at which one of two windows burns no faster than <paramref name="tier"/> asks; the present one when it does already.</summary>
    /// <param name="objective">What was promised.</param>
    /// <param name="reading">What was measured.</param>
    /// <param name="excluded">In any order; may overlap, and lie in the future.</param>
    /// <param name="tier">Windows of at most three days, of which the ledger keeps every bucket.</param>
    public static Relief OfBurn(
        Objective objective,
        Reading reading,
        IReadOnlyList<ExcludedTime> excluded,
        BurnTier tier
    )
    {
        if (reading.Ledger.LastMeasured is null)
        {
            return default;
        }

        var history = new CountedHistory(objective, reading, excluded);
        var burn = new PlayedBurn(objective, history, new TrafficAhead(objective, history));
        return new Relief(burn.FirstAtMost(tier), null);
    }
}
