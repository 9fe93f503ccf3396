using SloOperator.Domain.OnCall;
using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Policy;

/// <summary>Decides what follows from the load of one rotation. No clock, and no memory but the state handed in.</summary>
public static class LoadDecider
{
    private static readonly IReadOnlyList<LoadRule> Rules =
    [
        // More pages than leave time to follow them up.
        new(TicketCause.PageLoad, LoadGroups.Pages, IsNoise: false),
        // People who do not rest make mistakes.
        new(TicketCause.OffHoursLoad, LoadGroups.OffHours, IsNoise: false),
        // Alerts that tell too little hide those that matter.
        new(TicketCause.NoisyAlert, LoadGroups.Noise, IsNoise: true),
        // The same again was not mended.
        new(TicketCause.RepeatedIncident, LoadGroups.Repeats, IsNoise: true),
    ];

    /// <summary>Nothing is raised unless the policy has a tier on page load with a ticket.</summary>
    public static LoadDecision Decide(LoadFacts facts)
    {
        var memory = new TierMemory(facts.Previous, facts.Now);
        var tickets = new List<TicketIntent>();
        var states = new List<TierState>();
        foreach (LoadRule rule in Rules)
        {
            List<TicketClaim> claims = [.. Claims(rule, facts, memory)];
            states.AddRange(claims.Select(claim => claim.State));
            if (TicketClaim.MostUrgent(claims.Where(claim => claim.State.IsFiring)) is { } urgent)
            {
                tickets.Add(urgent.ToIntent());
            }
        }

        return new LoadDecision(tickets, new PolicyState(states, null));
    }

    private static IEnumerable<TicketClaim> Claims(
        LoadRule rule,
        LoadFacts facts,
        TierMemory memory
    )
    {
        foreach (PolicyTier tier in facts.Policy.Tiers)
        {
            if (tier is not { When: TierCondition.PageLoad load, Ticket: { } request })
            {
                continue;
            }

            TierSignal? signal = SignalOf(rule, load.AtLeast, facts);
            var key = new TierKey($"{tier.Name}/{rule.Cause}", null);
            DateTimeOffset evaluatedAt = facts.Assessment.Figures.Window.End;
            if (memory.NextCounted(key, signal, tier.For, evaluatedAt) is { } state)
            {
                yield return new TicketClaim(rule.Cause, null, rule.Lower(request), state)
                {
                    IsKnown = signal is not null,
                    Reason = signal is null ? LoadText.Held : LoadText.Of(rule, facts),
                };
            }
        }
    }

    /// <summary>Null while the load cannot be judged. A figure with nothing to divide by is not too much: without incidents there is no noise.</summary>
    private static TierSignal? SignalOf(LoadRule rule, LoadLevel atLeast, LoadFacts facts)
    {
        if (facts.Assessment.Verdict != LoadVerdict.Measured)
        {
            return null;
        }

        bool isOver = rule.Metrics.Any(metric =>
            facts.LevelOf(metric) >= WorstUpTo(atLeast, facts.Thresholds[metric])
        );
        bool isKnown =
            facts.LevelOf(LoadMetric.IncidentsPer12h) != LoadLevel.Unknown
            || rule.Metrics.Any(metric => facts.LevelOf(metric) != LoadLevel.Unknown);
        return isOver || isKnown ? TierSignal.Of(isOver) : null;
    }

    /// <summary>What has no limit of its own is at its worst when it warns.</summary>
    private static LoadLevel WorstUpTo(LoadLevel atLeast, LoadThreshold threshold) =>
        threshold.Limit is null ? LoadLevel.Warn : atLeast;
}
