using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Telemetry;

/// <summary>Shows assessments as metrics; what is unknown is left out.</summary>
internal sealed class BudgetGauges(BudgetMetrics metrics) : IBudgetGauges
{
    public void Show(TeamObjectives slo, TeamAssessment assessment) =>
        metrics.Publish(
            slo.Owner,
            [.. assessment.Objectives.Select(objective => Sample(slo, objective))]
        );

    public void Remove(ResourceName owner) => metrics.Remove(owner);

    private static ObjectiveSample Sample(TeamObjectives slo, Assessment assessment) =>
        new()
        {
            Team = slo.Team,
            Service = slo.Service,
            Objective = assessment.Objective.Name,
            Criticality = CriticalityText.Write(slo.Criticality),
            Verdict = assessment.Verdict.ToString(),
            BudgetRemainingRatio = (double?)assessment.Figures?.Remaining,
            SliRatio = (double?)assessment.Figures?.Sli,
            ObjectiveRatio = (double)(assessment.Objective.Target.Percent / 100m),
            CoverageRatio = (double?)assessment.Figures?.Coverage,
            Burn = Burn(assessment.Figures),
        };

    private static Dictionary<string, double?> Burn(BudgetFigures? figures) =>
        figures?.Burn.ToDictionary(
            burn => burn.Window.Name,
            burn => (double?)burn.Rate,
            StringComparer.Ordinal
        ) ?? [];
}
