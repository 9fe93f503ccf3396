using SloOperator.Prometheus.Collection;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>What of a TeamSLO has to be read.</summary>
internal static class SubscriptionMapper
{
    public static Subscription Map(TeamObjectives slo) =>
        new(
            slo.Owner,
            slo.Tenant,
            slo.Endpoint,
            [
                .. slo.Objectives.Select(measured => new ObjectiveSubscription(
                    measured.Objective.Name,
                    measured.Indicator,
                    slo.Window,
                    measured.Objective.Timeslice
                )),
            ]
        );
}
