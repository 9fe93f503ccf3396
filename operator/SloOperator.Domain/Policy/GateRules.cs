using SloOperator.Domain.Budgets;

namespace SloOperator.Domain.Policy;

/// <summary>The rules of the gate in order: the first that applies decides.</summary>
internal static class GateRules
{
    public static readonly IReadOnlyList<GateRule> All =
    [
        // What is known to be spent stays closed, whatever else cannot be judged.
        new("Denied", facts => OfTier(facts, GateDecision.Deny)),
        // An objective that cannot be judged may hide a denial: a warning of another must not hide that.
        new("ObjectiveUnknown", OfUnknown),
        // A load matters only once it stood against a change: a young source says nothing for weeks.
        new("LoadUnknown", OfUnknownLoad),
        new("Warned", facts => OfTier(facts, GateDecision.Warn)),
        // Few events are data, not a lack of them: a service that nobody uses yet may be changed.
        new("TooFewEvents", OfFewEvents),
        new("Open", OfNothing),
    ];

    public static GateFinding Judge(GateFacts facts) =>
        All.Select(rule => rule.Judge(facts)).First(finding => finding is not null)!;

    private static GateFinding? OfTier(GateFacts facts, GateDecision decision) =>
        facts.Deciding is { } match && match.Tier.Gate == decision
            ? new GateFinding(
                decision,
                GateReasons.Of(match.Tier.When),
                PolicyText.Of(match, facts.Load)
            )
            {
                Objective = match.ObjectiveName,
                Tier = match.Tier.Name,
            }
            : null;

    private static GateFinding? OfUnknown(GateFacts facts) =>
        facts.Unknown is [{ } first, ..] unknown
            ? new GateFinding(
                GateDecision.Unknown,
                GateReasons.BudgetUnknown,
                PolicyText.Unknown(unknown, facts.Policy.OnUnknown)
            )
            {
                Objective = first.Objective.Name,
            }
            : null;

    private static GateFinding? OfUnknownLoad(GateFacts facts) =>
        facts.UnknownLoad is { } match
            ? new GateFinding(
                GateDecision.Unknown,
                GateReasons.LoadUnknown,
                $"The load of {facts.Load!.Policy} cannot be judged, and was at tier {match.Tier.Name} when it last could; onUnknown is {facts.Policy.OnUnknown}."
            )
            {
                Tier = match.Tier.Name,
            }
            : null;

    private static GateFinding? OfFewEvents(GateFacts facts) =>
        facts.Objectives.FirstOrDefault(objective => objective.Verdict == Verdict.TooFewEvents)
            is { } few
            ? new GateFinding(
                GateDecision.Allow,
                GateReasons.TooFewEvents,
                $"{few.Objective.Name} has fewer events than minimumEvents to be judged by, and no tier of policy {facts.Policy.Name} stands against a change."
            )
            {
                Objective = few.Objective.Name,
            }
            : null;

    private static GateFinding OfNothing(GateFacts facts) =>
        new(
            GateDecision.Allow,
            GateReasons.WithinBudget,
            $"No tier of policy {facts.Policy.Name} stands against a change."
        );
}
