using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Policy;

/// <summary>What makes a tier fire.</summary>
public abstract record TierCondition
{
    private TierCondition() { }

    /// <summary>The remaining budget is below <paramref name="Remaining"/>, or at it when that is 0: a budget with nothing left is exhausted.</summary>
    /// <param name="Remaining">A ratio: 0.25 is a quarter of the budget.</param>
    public sealed record BudgetBelow(decimal Remaining) : TierCondition;

    /// <summary>It burns faster than <paramref name="Above"/> over both windows at once.</summary>
    /// <param name="Short">Says that it still burns: it clears soon after the burning ends.</param>
    /// <param name="Long">Says that it matters.</param>
    /// <param name="Above">1 spends the budget in exactly one window.</param>
    public sealed record Burning(BurnWindow Short, BurnWindow Long, decimal Above) : TierCondition;

    /// <summary>The load of the owner's rotation is at this level or worse, in two evaluations in a row.</summary>
    /// <param name="AtLeast">Warn or OverLimit.</param>
    public sealed record PageLoad(LoadLevel AtLeast) : TierCondition;
}
