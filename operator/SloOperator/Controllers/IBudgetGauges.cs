using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>Where the latest figures are shown as metrics.</summary>
internal interface IBudgetGauges
{
    void Show(TeamObjectives slo, TeamAssessment assessment);

    void Remove(ResourceName owner);
}
