namespace SloOperator.Domain.Policy;

/// <summary>What is said of a single incident.</summary>
internal static class IncidentText
{
    /// <param name="match">Without its episode only what was known of it is said.</param>
    /// <param name="above">The share that asks for a review.</param>
    public static string Of(IncidentMatch match, decimal above)
    {
        string objective = match.Objective.Assessment.Objective.Name;
        string when =
            match.Episode is { } episode && MayGrow(episode, match.Objective)
                ? $"since {PolicyText.Utc(match.State.Since)}"
                : $"from {PolicyText.Utc(match.State.Since)} to {PolicyText.Utc(match.State.SeenAt ?? match.State.Since)}";

        // Of an episode that is partly out of sight, or whose budget grew, the share would read as if less had happened.
        string share =
            match.Episode is { } seen && seen.Share > above
                ? $"{PolicyText.Percent(Math.Floor(seen.Share * 100) / 100)} of the budget of {objective}; a review is asked for above {PolicyText.Level(above)}."
                : $"more than {PolicyText.Level(above)} of the budget of {objective}, which asks for a review.";
        return $"One incident {when} took {share}";
    }

    private static bool MayGrow(BudgetEpisode episode, ObjectiveFacts objective) =>
        objective.Assessment.Figures!.EvaluatedAt - episode.End <= BudgetEpisodes.Gap;
}
