using SloOperator.Domain.Budgets;
using SloOperator.Prometheus.Collection;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>What of a TeamSLO has to be read.</summary>
internal static class SubscriptionMapper
{
    public static Subscription Map(TeamObjectives slo) => Map(slo, []);

    /// <param name="slo">What was promised.</param>
    /// <param name="apart">What is wanted beside each objective's ledger, in their order; empty: nothing of any.</param>
    public static Subscription Map(TeamObjectives slo, IReadOnlyList<WantedDetail> apart) =>
        new(
            slo.Owner,
            slo.Tenant,
            slo.Endpoint,
            [
                .. slo.Objectives.Select(
                    (measured, index) =>
                        new ObjectiveSubscription(
                            measured.Objective.Name,
                            measured.Indicator,
                            slo.Window,
                            measured.Objective.Timeslice
                        )
                        {
                            Apart = index < apart.Count ? apart[index] : WantedDetail.None,
                        }
                ),
            ]
        );
}
