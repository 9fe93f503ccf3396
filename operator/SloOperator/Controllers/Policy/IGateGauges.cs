using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers.Policy;

/// <summary>Where the latest decisions are shown as metrics.</summary>
internal interface IGateGauges
{
    /// <param name="slo">Whose gate it is.</param>
    /// <param name="gate">The decision.</param>
    /// <param name="openTickets">Those of this TeamSLO that are not closed.</param>
    void Show(TeamObjectives slo, GateVerdict gate, int openTickets);

    void Remove(ResourceName owner);
}
