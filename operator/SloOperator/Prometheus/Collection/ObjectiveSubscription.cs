using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Collection;

/// <summary>One objective's events to be read.</summary>
/// <param name="Name">Unique within the owner.</param>
/// <param name="Indicator">With the enforced matchers already in its selectors.</param>
/// <param name="Window">How far back the ledger reaches.</param>
/// <param name="Slice">Null: events are counted, not slices.</param>
internal sealed record ObjectiveSubscription(
    string Name,
    Indicator Indicator,
    BudgetWindow Window,
    TimesliceRule? Slice
)
{
    /// <summary>What is wanted beside the ledger; another wish keeps the ledger.</summary>
    public WantedDetail Apart { get; init; } = WantedDetail.None;
}
