using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Policy;

/// <summary>Holds each tier against each objective, and against the load.</summary>
internal static class TierMatches
{
    /// <summary>In the order of the policy, then of the spec.</summary>
    public static IReadOnlyList<TierMatch> Of(PolicyFacts facts, TierMemory memory) =>
        [
            .. facts.Policy.Tiers.SelectMany(tier =>
                tier.When is TierCondition.PageLoad load
                    ? OfLoad(tier, load, facts.Load, memory)
                    : facts.Objectives.SelectMany(objective => OfBudget(tier, objective, memory))
            ),
        ];

    private static IEnumerable<TierMatch> OfBudget(
        PolicyTier tier,
        ObjectiveFacts objective,
        TierMemory memory
    )
    {
        TierSignal? signal = objective.IsJudged
            ? SignalOf(tier, objective.Assessment.Figures!)
            : null;
        var key = new TierKey(tier.Name, objective.Assessment.Objective.Name);
        return memory.Next(key, signal, tier.For) is { } state
            ? [new TierMatch(tier, objective, state, signal is not null)]
            : [];
    }

    private static IEnumerable<TierMatch> OfLoad(
        PolicyTier tier,
        TierCondition.PageLoad condition,
        LoadFact? load,
        TierMemory memory
    )
    {
        if (load is null)
        {
            return [];
        }

        TierSignal? signal = load is { Level: not LoadLevel.Unknown, EvaluatedAt: not null }
            ? TierSignal.Of(load.Level >= condition.AtLeast)
            : null;
        var key = new TierKey(tier.Name, null);
        return memory.NextCounted(key, signal, tier.For, load.EvaluatedAt) is { } state
            ? [new TierMatch(tier, null, state, signal is not null)]
            : [];
    }

    private static TierSignal SignalOf(PolicyTier tier, BudgetFigures figures)
    {
        if (tier.When is TierCondition.Burning burning)
        {
            return TierSignal.Of(
                figures.BurnOver(burning.Short) > burning.Above
                    && figures.BurnOver(burning.Long) > burning.Above
            );
        }

        decimal level = ((TierCondition.BudgetBelow)tier.When).Remaining;
        bool isBelow = IsBelow(figures.Remaining, level);
        return new TierSignal(
            isBelow,
            tier.ClearAbove is { } clear ? figures.Remaining >= clear : !isBelow
        );
    }

    private static bool IsBelow(decimal remaining, decimal level) =>
        remaining < level || (level == 0 && remaining == 0);
}
