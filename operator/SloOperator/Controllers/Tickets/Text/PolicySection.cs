using System.Globalization;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>What the policy asks for in a case like this.</summary>
internal static class PolicySection
{
    public static IEnumerable<MarkupBlock> Of(BudgetPolicy policy, TicketCause cause)
    {
        string[] rules = [.. Rules(policy, cause)];
        if (rules.Length > 0)
        {
            yield return SectionBlocks.Paragraph($"The error-budget policy {policy.Name} says:");
            yield return SectionBlocks.List(rules);
        }
    }

    private static IEnumerable<string> Rules(BudgetPolicy policy, TicketCause cause) =>
        cause switch
        {
            TicketCause.BudgetExhausted or TicketCause.BudgetLow or TicketCause.SlowBurn => OfTiers(
                policy,
                tier => tier.When is not TierCondition.PageLoad
            ),
            TicketCause.SingleIncident when policy.SingleIncident is { } rule =>
            [
                $"One incident that takes more than {Level(rule.Above)} of the budget is reviewed ({rule.Ticket.Priority} ticket).",
            ],
            TicketCause.NoData when policy.NoData is { } rule =>
            [
                $"No usable data for {TicketFigures.Duration(rule.For)}: a {rule.Ticket.Priority} ticket.",
                $"As long as the data do not say: {Verb(policy.OnUnknown)}.",
            ],
            TicketCause.NoData or TicketCause.SingleIncident or TicketCause.Storm => [],
            _ => OfTiers(policy, tier => tier.When is TierCondition.PageLoad),
        };

    private static IEnumerable<string> OfTiers(BudgetPolicy policy, Func<PolicyTier, bool> isAbout)
    {
        PolicyTier[] tiers =
        [
            .. policy.Tiers.Where(tier =>
                isAbout(tier) && (tier.Gate is not null || tier.Ticket is not null)
            ),
        ];
        foreach (PolicyTier tier in tiers)
        {
            yield return $"{Condition(tier)}: {Consequence(tier)}.";
        }

        if (tiers.Any(tier => tier.Gate is GateDecision.Deny))
        {
            foreach (string exemption in Exemptions(policy))
            {
                yield return exemption;
            }
        }
    }

    private static IEnumerable<string> Exemptions(BudgetPolicy policy)
    {
        if (policy.AllowedChanges.Count > 0)
        {
            yield return $"Changes of the classes {TicketFigures.And(policy.AllowedChanges)} may always ship.";
        }

        if (policy.Enforcement is not Enforcement.Enforce)
        {
            yield return policy.Enforcement is Enforcement.Observe
                ? "The policy only observes for now: nothing is denied."
                : "The policy only warns for now: nothing is denied.";
        }
    }

    private static string Condition(PolicyTier tier)
    {
        string condition = tier.When switch
        {
            TierCondition.BudgetBelow { Remaining: <= 0 } => "No budget left",
            TierCondition.BudgetBelow below =>
                $"Less than {Level(below.Remaining)} of the budget left",
            TierCondition.Burning burning =>
                $"Burning more than {burning.Above.ToString("0.######", CultureInfo.InvariantCulture)} times as fast as the window allows, over {burning.Short.Name} and {burning.Long.Name}",
            TierCondition.PageLoad { AtLeast: LoadLevel.OverLimit } =>
                "Page load over its limit twice in a row",
            _ => "Page load above its warning twice in a row",
        };
        return tier.For > TimeSpan.Zero
            ? $"{condition}, for {TicketFigures.Duration(tier.For)}"
            : condition;
    }

    private static string Consequence(PolicyTier tier) =>
        string.Join(
            ", ",
            new[]
            {
                tier.Gate is { } gate ? Verb(gate) : null,
                tier.Ticket is { } ticket ? $"a {ticket.Priority} ticket" : null,
            }.OfType<string>()
        );

    private static string Verb(GateDecision gate) =>
        gate switch
        {
            GateDecision.Deny => "deployments are denied",
            GateDecision.Warn => "deployments get a warning",
            _ => "deployments are allowed",
        };

    private static string Level(decimal ratio) => TicketFigures.Exact(ratio * 100m);
}
