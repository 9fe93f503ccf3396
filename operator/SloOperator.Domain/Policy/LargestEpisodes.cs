using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Policy;

/// <summary>What took most of a budget in the last three days.</summary>
public static class LargestEpisodes
{
    /// <summary>Largest first; empty while there are no figures.</summary>
    /// <param name="facts">Of the objective.</param>
    /// <param name="window">Over which its budget is counted.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<BudgetEpisode> Of(
        ObjectiveFacts facts,
        BudgetWindow window,
        int most
    ) =>
        facts.Assessment.Figures is null
            ? []
            :
            [
                .. new BudgetEpisodes(facts, window)
                    .Find()
                    .OrderByDescending(episode => episode.Share)
                    .Take(most),
            ];
}
