using SloOperator.Domain.Budgets;

namespace SloOperator.Domain.Policy;

/// <summary>
/// Decides what follows from the facts about one TeamSLO: gathered facts go through named rules, <see cref="GateRules"/> for the gate and
/// <see cref="TicketRules"/> for tickets. No clock, and no memory but the state handed in.
/// </summary>
public static class PolicyDecider
{
    /// <summary>Deciding again on the same facts and the state that came of them changes nothing.</summary>
    public static PolicyDecision Decide(PolicyFacts facts)
    {
        var memory = new TierMemory(facts.Previous, facts.Now);
        IReadOnlyList<TierMatch> tiers = TierMatches.Of(facts, memory);
        IReadOnlyList<IncidentMatch> incidents = SingleIncidents.Of(facts, memory);
        IReadOnlyList<GapMatch> gaps = DataGaps.Of(facts, memory);
        Assessment[] objectives = [.. facts.Objectives.Select(objective => objective.Assessment)];
        GateVerdict gate = new GateJudge(
            facts,
            new GateFacts(facts.Policy, facts.Load, tiers, objectives)
        ).Judge();
        TierState[] states =
        [
            .. tiers.Select(match => match.State),
            .. incidents.Select(match => match.State),
            .. gaps.Select(match => match.State),
        ];
        return new PolicyDecision(
            gate,
            TicketRules.Raise(new TicketFacts(facts.Policy, tiers, incidents, gaps)),
            new PolicyState(states, gate)
        );
    }
}
