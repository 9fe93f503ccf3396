using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>One objective and its budget.</summary>
/// <param name="Assessment">As of the last evaluation.</param>
/// <param name="Window">Over which it is counted.</param>
/// <param name="Query">PromQL that a person can paste, which gives the share of bad events; null: there is none to give.</param>
/// <param name="Episodes">What took most of the budget, the largest first; the first five are named.</param>
internal sealed record BudgetSubject(
    Assessment Assessment,
    BudgetWindow Window,
    string? Query,
    IReadOnlyList<ContributingEpisode> Episodes
);
