using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>
/// Plays a ledger forward: the traffic of the last day goes on at the error ratio of the last six hours while old buckets leave the window
/// (rolling), or the next period starts (calendar).
/// </summary>
public static class ReliefForecast
{
    /// <summary>The earliest evaluation at which the remaining budget is at least <paramref name="level"/>.</summary>
    public static Relief OfBudget(
        Objective objective,
        BudgetWindow window,
        Reading reading,
        IReadOnlyList<ExcludedTime> excluded,
        decimal level
    ) => default;

    /// <summary>The earliest evaluation at which one of two windows burns no faster than <paramref name="tier"/> asks.</summary>
    public static Relief OfBurn(
        Objective objective,
        Reading reading,
        IReadOnlyList<ExcludedTime> excluded,
        BurnTier tier
    ) => default;
}
