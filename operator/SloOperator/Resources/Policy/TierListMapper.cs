using SloOperator.Domain.Policy;
using SloOperator.Resources.OnCall;

namespace SloOperator.Resources.Policy;

/// <summary>What can be used of a list of tiers; the list as a whole is usable only when no problem was recorded.</summary>
internal static class TierListMapper
{
    private const int Most = 20;

    public static IReadOnlyList<PolicyTier> Map(IReadOnlyList<TierSpec?>? specs, SpecField field)
    {
        if (specs is null or { Count: 0 })
        {
            field.Refuse($"is empty; write 1 to {Most} tiers");
            return [];
        }

        if (specs.Count > Most)
        {
            field.RefuseTooMany(specs.Count, Most);
        }

        // Of a list too long only so many are looked at: the problems go into a status.
        return
        [
            .. specs
                .Take(Most)
                .Select((spec, index) => Map(spec, field[index]))
                .OfType<PolicyTier>(),
        ];
    }

    private static PolicyTier? Map(TierSpec? spec, SpecField field)
    {
        if (spec is null)
        {
            field.Refuse("is empty; write a tier or remove the entry");
            return null;
        }

        string? name = field["name"].ReadDnsLabel(spec.Name);
        TierCondition? condition = TierConditionMapper.Map(spec.When, field["when"]);
        TimeSpan? hold = spec.When?.For is null
            ? TimeSpan.Zero
            : field["when"]["for"].ReadDuration(spec.When.For, "1m", "7d");
        decimal? clear = spec.ClearAbove is null
            ? null
            : field["clearAbove"].ReadRatio(spec.ClearAbove);
        GateDecision? gate = spec.Gate is null
            ? null
            : field["gate"]
                .ReadChoice(spec.Gate, ("Warn", GateDecision.Warn), ("Deny", GateDecision.Deny));
        TicketRequest? ticket = spec.Ticket is null
            ? null
            : PolicyRuleFields.ReadTicket(spec.Ticket, field["ticket"]);
        bool unreadable =
            (spec.ClearAbove is not null && clear is null)
            || (spec.Gate is not null && gate is null)
            || (spec.Ticket is not null && ticket is null);
        return name is not null && condition is not null && hold is { } time && !unreadable
            ? new PolicyTier(name, condition, time, clear, gate, ticket)
            : null;
    }
}
