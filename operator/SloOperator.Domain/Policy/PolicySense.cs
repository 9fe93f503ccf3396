using System.Globalization;

namespace SloOperator.Domain.Policy;

/// <summary>Finds what in a policy would flap, never fire, never clear or never decide; pure. A policy with any of it is refused.</summary>
public static class PolicySense
{
    private static readonly IReadOnlyList<(
        string Field,
        Func<PolicyTier, string?> Check
    )> OfOneTier =
    [
        // A whole budget is 1: below more than that is always.
        ("when.budgetRemainingBelow", AlwaysHolds),
        // A budget goes up and down around any level: without a distance the gate would flap.
        ("clearAbove", LacksHysteresis),
        ("clearAbove", ClearsWithoutBudget),
        // The short window is what ends a burning tier: the two together are its hysteresis.
        ("when.burnRate", HasWindowsTheWrongWay),
        ("when.burnRate.above", BurnsAlways),
        ("gate", DoesNothing),
        // States of the policy's own rules are kept beside those of its tiers.
        ("name", IsReserved),
    ];

    private static readonly IReadOnlyList<(
        string Field,
        Func<PolicyTier, PolicyTier, string?> Check
    )> OfTwoTiers =
    [
        // States are kept by name.
        ("name", HasItsName),
        // The first that fires decides: with a warning first, one failure more would open a closed gate.
        ("gate", WarnsBeforeIt),
        ("when", Hides),
    ];

    /// <summary>Empty when the policy makes sense.</summary>
    /// <returns>Tier: its index, null for the policy as a whole. Field: as in the spec, below the tier or below <c>spec</c>.</returns>
    public static IReadOnlyList<(int? Tier, string Field, string Message)> Find(
        BudgetPolicy policy
    ) => [.. OfTiers(policy.Tiers), .. OfRules(policy)];

    private static IEnumerable<(int? Tier, string Field, string Message)> OfTiers(
        IReadOnlyList<PolicyTier> tiers
    )
    {
        for (int index = 0; index < tiers.Count; index++)
        {
            PolicyTier tier = tiers[index];
            foreach ((string field, Func<PolicyTier, string?> check) in OfOneTier)
            {
                if (check(tier) is { } message)
                {
                    yield return (index, field, message);
                }
            }

            PolicyTier[] earlier = [.. tiers.Take(index)];
            foreach ((string field, Func<PolicyTier, PolicyTier, string?> check) in OfTwoTiers)
            {
                if (
                    earlier
                        .Select(other => check(other, tier))
                        .FirstOrDefault(found => found is not null) is
                    { } message
                )
                {
                    yield return (index, field, message);
                }
            }
        }
    }

    private static IEnumerable<(int? Tier, string Field, string Message)> OfRules(
        BudgetPolicy policy
    )
    {
        if (policy.SingleIncident is { Above: <= 0 })
        {
            yield return (
                null,
                "singleIncident.above",
                "must be above 0: each bad event is more than nothing"
            );
        }

        if (policy.NoData is { } rule && rule.For <= TimeSpan.Zero)
        {
            yield return (
                null,
                "noData.for",
                "must be above 0: each missed answer would raise a ticket"
            );
        }
    }

    private static string? AlwaysHolds(PolicyTier tier) =>
        tier.When is TierCondition.BudgetBelow { Remaining: > 1 } below
            ? $"always holds: {Write(below.Remaining)} is above 1, the whole budget"
            : null;

    private static string? LacksHysteresis(PolicyTier tier)
    {
        if (tier.When is not TierCondition.BudgetBelow below)
        {
            return null;
        }

        return tier.ClearAbove switch
        {
            null when tier.For <= TimeSpan.Zero =>
                "has no hysteresis; set clearAbove above budgetRemainingBelow, or when.for",
            { } clear when clear <= below.Remaining =>
                $"{Write(clear)} is not above budgetRemainingBelow {Write(below.Remaining)}; raise it, or leave it out and set when.for",
            > 1 => "never clears: the whole budget is 1",
            _ => null,
        };
    }

    private static string? ClearsWithoutBudget(PolicyTier tier) =>
        tier is { ClearAbove: not null, When: not TierCondition.BudgetBelow }
            ? "is only for tiers with budgetRemainingBelow; leave it out"
            : null;

    private static string? HasWindowsTheWrongWay(PolicyTier tier) =>
        tier.When is TierCondition.Burning burning && burning.Short.Length >= burning.Long.Length
            ? $"short {burning.Short.Name} is not shorter than long {burning.Long.Name}; exchange them"
            : null;

    private static string? BurnsAlways(PolicyTier tier) =>
        tier.When is TierCondition.Burning { Above: <= 0 }
            ? "must be above 0: 1 spends the budget in exactly one window"
            : null;

    private static string? DoesNothing(PolicyTier tier) =>
        tier is { Gate: null, Ticket: null }
            ? "the tier has neither gate nor ticket; set one"
            : null;

    private static string? IsReserved(PolicyTier tier) =>
        tier.Name is SingleIncidents.Name or DataGaps.Name
            ? $"{tier.Name} is the name of the policy's own rule; choose another"
            : null;

    private static string? HasItsName(PolicyTier earlier, PolicyTier later) =>
        earlier.Name == later.Name
            ? $"{later.Name} is the name of an earlier tier; choose another"
            : null;

    private static string? WarnsBeforeIt(PolicyTier earlier, PolicyTier later) =>
        (earlier.Gate, later.Gate) is (GateDecision.Warn, GateDecision.Deny)
            ? $"denies behind {earlier.Name}, which warns: while both fire the gate would only warn; move this tier before it"
            : null;

    /// <summary>Only among tiers that the gate minds: tickets are raised by every tier that fires. One that is slower to fire or sooner to clear leaves the later some time.</summary>
    private static string? Hides(PolicyTier earlier, PolicyTier later)
    {
        bool isHidden =
            earlier.Gate is not null
            && later.Gate is not null
            && IsImpliedBy(earlier.When, later.When)
            && earlier.For <= later.For
            && ClearLevel(earlier) >= ClearLevel(later);
        return isHidden
            ? $"never decides: {earlier.Name} comes first and fires whenever this does; move this tier before it"
            : null;
    }

    private static bool IsImpliedBy(TierCondition earlier, TierCondition later) =>
        (earlier, later) switch
        {
            (TierCondition.BudgetBelow mild, TierCondition.BudgetBelow strict) => mild.Remaining
                >= strict.Remaining,
            (TierCondition.Burning mild, TierCondition.Burning strict) => mild.Above <= strict.Above
                && mild.Short == strict.Short
                && mild.Long == strict.Long,
            (TierCondition.PageLoad mild, TierCondition.PageLoad strict) => mild.AtLeast
                <= strict.AtLeast,
            _ => false,
        };

    private static decimal ClearLevel(PolicyTier tier) =>
        (tier.ClearAbove, tier.When) switch
        {
            ({ } level, _) => level,
            (null, TierCondition.BudgetBelow below) => below.Remaining,
            _ => 0,
        };

    private static string Write(decimal ratio) => ratio.ToString(CultureInfo.InvariantCulture);
}
