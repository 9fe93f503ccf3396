using SloOperator.Controllers.Policy;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Telemetry;

/// <summary>Shows decisions as metrics.</summary>
internal sealed class GateGauges(GateMetrics metrics) : IGateGauges
{
    public void Show(TeamObjectives slo, GateVerdict gate, int openTickets) =>
        metrics.Publish(
            slo,
            new GateSample
            {
                Decision = gate.Decision.ToString(),
                IsAllowed = gate.IsAllowed,
                WouldHaveBlocked = gate.WouldHaveBlocked,
                OpenTickets = openTickets,
            }
        );

    public void Remove(ResourceName owner) => metrics.Remove(owner);
}
