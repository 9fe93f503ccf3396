using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Policy;

/// <summary>What a TeamSLO raises tickets for. Not for the load: its OnCallPolicy does, so that two services of one rotation never raise two.</summary>
internal static class TicketRules
{
    public static readonly IReadOnlyList<TicketRule> All =
    [
        // Low and exhausted are one ticket, which escalates in place.
        new("Budget", OfBudget),
        // It is not spent yet, but will be.
        new("SlowBurn", OfBurning),
        // Review what happened, even if there is budget left.
        new("SingleIncident", OfIncidents),
        // A budget that nobody can see is a fault of its own.
        new("NoData", OfGaps),
    ];

    public static IReadOnlyList<TicketIntent> Raise(TicketFacts facts) =>
        [
            .. All.SelectMany(rule =>
                rule.Claim(facts)
                    .GroupBy(claim => claim.Objective)
                    .Select(claims => TicketClaim.MostUrgent(claims)!.ToIntent())
            ),
        ];

    private static IEnumerable<TicketClaim> OfBudget(TicketFacts facts) =>
        OfTiers<TierCondition.BudgetBelow>(
            facts,
            below => below.Remaining <= 0 ? TicketCause.BudgetExhausted : TicketCause.BudgetLow
        );

    private static IEnumerable<TicketClaim> OfBurning(TicketFacts facts) =>
        OfTiers<TierCondition.Burning>(facts, _ => TicketCause.SlowBurn);

    private static IEnumerable<TicketClaim> OfTiers<TCondition>(
        TicketFacts facts,
        Func<TCondition, TicketCause> causeOf
    )
        where TCondition : TierCondition
    {
        foreach (TierMatch match in facts.Tiers)
        {
            if (
                match is { State.IsFiring: true, Tier: { Ticket: { } request } tier }
                && tier.When is TCondition condition
            )
            {
                yield return new TicketClaim(
                    causeOf(condition),
                    match.ObjectiveName,
                    request,
                    match.State
                )
                {
                    IsKnown = match.IsKnown,
                    Reason = match.IsKnown ? PolicyText.Of(match, null) : PolicyText.Held(match),
                };
            }
        }
    }

    private static IEnumerable<TicketClaim> OfIncidents(TicketFacts facts) =>
        facts.Incidents.Select(match => new TicketClaim(
            TicketCause.SingleIncident,
            match.Objective.Assessment.Objective.Name,
            facts.Policy.SingleIncident!.Ticket,
            match.State
        )
        {
            IsKnown = match.Episode is not null,
            Reason = IncidentText.Of(match, facts.Policy.SingleIncident!.Above),
        });

    private static IEnumerable<TicketClaim> OfGaps(TicketFacts facts) =>
        facts
            .Gaps.Where(gap => gap.State.IsFiring)
            .Select(gap => new TicketClaim(
                TicketCause.NoData,
                gap.Objective.Assessment.Objective.Name,
                facts.Policy.NoData!.Ticket,
                gap.State
            )
            {
                IsKnown = true,
                Reason =
                    $"{gap.Objective.Assessment.Objective.Name} has not been judged since {PolicyText.Utc(gap.State.Since)}: {PolicyText.Lack(gap.Objective.Assessment)}.",
            });
}
