using SloOperator.Controllers.Policy;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>Where the latest figures and decisions are shown as metrics.</summary>
internal interface IBudgetGauges
{
    void Show(TeamObjectives slo, TeamAssessment assessment, GateFindings findings);

    void Remove(ResourceName owner);
}
