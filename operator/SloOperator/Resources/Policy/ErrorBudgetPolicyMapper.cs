using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Tickets;

namespace SloOperator.Resources.Policy;

/// <summary>Turns a policy as written into one that decides, or into the whole list of what is wrong with it.</summary>
internal static class ErrorBudgetPolicyMapper
{
    private const int MostChanges = 20;

    public static ErrorBudgetPolicyMapping Map(ErrorBudgetPolicy policy)
    {
        List<Problem> problems = [];
        var root = new SpecField("spec", problems);
        if (policy.Spec is not { } spec)
        {
            root.Refuse("is missing; write at least tiers");
            return new ErrorBudgetPolicyMapping(null, problems);
        }

        BudgetPolicy? usable = Map(policy.Metadata.Name, spec, root);
        return new ErrorBudgetPolicyMapping(problems.Count == 0 ? usable : null, problems);
    }

    private static BudgetPolicy? Map(string name, ErrorBudgetPolicySpec spec, SpecField root)
    {
        Enforcement? enforcement = root["enforcement"]
            .ReadChoice(
                spec.Enforcement ?? "Enforce",
                ("Observe", Enforcement.Observe),
                ("Warn", Enforcement.Warn),
                ("Enforce", Enforcement.Enforce)
            );
        IReadOnlyList<PolicyTier> tiers = TierListMapper.Map(spec.Tiers, root["tiers"]);
        SingleIncidentRule? single = PolicyRuleFields.ReadSingleIncident(
            spec.SingleIncident,
            root["singleIncident"]
        );
        NoDataRule? noData = PolicyRuleFields.ReadNoData(spec.NoData, root["noData"]);
        if (tiers.Count == spec.Tiers?.Count)
        {
            RefuseNonsense(tiers, single, noData, root);
        }

        IReadOnlyList<string> changes = root["allowChanges"]
            .ReadDistinct(
                spec.AllowChanges ?? BudgetPolicy.Default.AllowedChanges,
                MostChanges,
                (field, text) => field.ReadDnsLabel(text)
            );
        GateDecision? onUnknown = root["onUnknown"]
            .ReadChoice(
                spec.OnUnknown ?? "Warn",
                ("Allow", GateDecision.Allow),
                ("Warn", GateDecision.Warn),
                ("Deny", GateDecision.Deny)
            );
        TicketTerms? tickets = TicketTermsMapper.Map(spec.Tickets, root["tickets"]);
        ExceptionRules? exceptions = PolicyRuleFields.ReadExceptions(
            spec.Exceptions,
            root["exceptions"]
        );
        if (
            enforcement is not { } strictness
            || onUnknown is not { } unknown
            || tickets is null
            || exceptions is null
        )
        {
            return null;
        }

        return new BudgetPolicy
        {
            Name = name,
            Enforcement = strictness,
            Tiers = tiers,
            SingleIncident = single,
            NoData = noData,
            AllowedChanges = changes,
            OnUnknown = unknown,
            Tickets = tickets,
            Exceptions = exceptions,
        };
    }

    /// <summary>What only shows when the fields are seen together.</summary>
    private static void RefuseNonsense(
        IReadOnlyList<PolicyTier> tiers,
        SingleIncidentRule? single,
        NoDataRule? noData,
        SpecField root
    )
    {
        // The rest of a policy stands for itself, and may be what cannot be used.
        BudgetPolicy policy = BudgetPolicy.Default with
        {
            Tiers = tiers,
            SingleIncident = single,
            NoData = noData,
        };
        foreach ((int? tier, string name, string message) in PolicySense.Find(policy))
        {
            SpecField place = tier is { } index ? root["tiers"][index] : root;
            place[name].Refuse(message);
        }
    }
}
