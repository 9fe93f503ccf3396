using SloOperator.Domain.Objectives;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Collection;

/// <summary>What a ledger's numbers depend on and nothing else: the same key, the same ledger, whatever else was edited.</summary>
internal sealed record LedgerKey(
    Indicator Indicator,
    Uri Url,
    string Headers,
    BudgetWindow Window,
    TimesliceRule? Slice
)
{
    public static LedgerKey Of(ObjectiveSubscription objective, Subscription subscription) =>
        new(
            objective.Indicator,
            subscription.Endpoint.Url,
            TenantHeaders.Expand(subscription.Endpoint, subscription.Tenant),
            objective.Window,
            objective.Slice
        );
}
