namespace SloOperator.Domain.Policy;

/// <summary>
/// Finds, per objective, the last episode that took too much. It is a fact of the past: it stays one while any of it is within the detailed
/// days, even as the budget it was a share of grows; only an exclusion, which says that it did not count, has it judged again.
/// </summary>
internal static class SingleIncidents
{
    public const string Name = "SingleIncident";

    public static IReadOnlyList<IncidentMatch> Of(PolicyFacts facts, TierMemory memory) =>
        facts.Policy.SingleIncident is { } rule
            ?
            [
                .. facts.Objectives.SelectMany(objective =>
                    Of(rule, objective, facts, memory) is { } match
                        ? (IEnumerable<IncidentMatch>)[match]
                        : []
                ),
            ]
            : [];

    private static IncidentMatch? Of(
        SingleIncidentRule rule,
        ObjectiveFacts objective,
        PolicyFacts facts,
        TierMemory memory
    )
    {
        TierState? before = memory.Find(new TierKey(Name, objective.Assessment.Objective.Name));
        if (!objective.IsJudged)
        {
            return before is null ? null : new IncidentMatch(objective, before, null);
        }

        // No episode took more than all that is gone: most budgets need no look at their buckets.
        if (before is null && 1 - objective.Assessment.Figures!.Remaining <= rule.Above)
        {
            return null;
        }

        IReadOnlyList<BudgetEpisode> episodes = new BudgetEpisodes(objective, facts.Window).Find();
        return episodes.LastOrDefault(episode => episode.Share > rule.Above) is { } over
            ? new IncidentMatch(objective, StateOf(over, objective, before), over)
            : Kept(objective, before, episodes);
    }

    /// <summary>An episode that grows, or whose start ages out of the detailed days, is still the same.</summary>
    private static TierState StateOf(
        BudgetEpisode over,
        ObjectiveFacts objective,
        TierState? before
    )
    {
        DateTimeOffset since =
            before is { SeenAt: { } end }
            && over.Overlaps(before.Since, end)
            && before.Since < over.Start
                ? before.Since
                : over.Start;
        return new TierState(
            Name,
            objective.Assessment.Objective.Name,
            since,
            true,
            SeenAt: over.End
        );
    }

    private static IncidentMatch? Kept(
        ObjectiveFacts objective,
        TierState? before,
        IReadOnlyList<BudgetEpisode> episodes
    ) =>
        before is { SeenAt: { } end }
        && !objective.Excluded.Any(time => time.Start < end && before.Since < time.End)
        && episodes.LastOrDefault(episode => episode.Overlaps(before.Since, end)) is { } rest
            ? new IncidentMatch(objective, before, rest)
            : null;
}
