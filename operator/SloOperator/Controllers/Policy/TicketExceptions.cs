using SloOperator.Controllers.Tickets;
using SloOperator.Controllers.Tickets.Text;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;

namespace SloOperator.Controllers.Policy;

/// <summary>What is said of a TeamSLO's exceptions on its tickets; pure.</summary>
internal static class TicketExceptions
{
    /// <param name="objectives">Whose budgets they give events back to.</param>
    /// <param name="overrides">In force.</param>
    public static IReadOnlyList<OwnerException> Of(
        IEnumerable<Assessment> objectives,
        IEnumerable<OverrideFact> overrides
    ) => [.. objectives.SelectMany(Exclusions), .. overrides.SelectMany(Overrides)];

    private static IEnumerable<OwnerException> Exclusions(Assessment objective) =>
        from returned in objective.Figures?.Returned ?? new Dictionary<string, decimal>()
        where returned.Value > 0
        orderby returned.Key
        select new OwnerException(
            returned.Key,
            objective.Objective.Name,
            CommentText.Excluded(returned.Key, returned.Value)
        );

    private static IEnumerable<OwnerException> Overrides(OverrideFact opened)
    {
        string text = CommentText.Overridden(opened.Name, opened.Until);
        return opened.Objectives.Count == 0
            ? [new OwnerException(opened.Name, null, text)]
            : opened.Objectives.Select(objective => new OwnerException(
                opened.Name,
                objective,
                text
            ));
    }
}
