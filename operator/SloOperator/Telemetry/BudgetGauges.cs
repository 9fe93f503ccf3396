using SloOperator.Controllers;
using SloOperator.Controllers.Policy;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Telemetry;

/// <summary>Shows assessments and gates as metrics; what is unknown is left out.</summary>
internal sealed class BudgetGauges(BudgetMetrics metrics, GateMetrics gates) : IBudgetGauges
{
    public void Show(TeamObjectives slo, TeamAssessment assessment, GateFindings findings)
    {
        metrics.Publish(
            slo.Owner,
            [.. assessment.Objectives.Select(objective => Sample(slo, objective))]
        );
        gates.Publish(slo, Sample(findings));
    }

    public void Remove(ResourceName owner)
    {
        metrics.Remove(owner);
        gates.Remove(owner);
    }

    private static GateSample Sample(GateFindings findings) =>
        new()
        {
            Decision = findings.Decision.Gate.Decision.ToString(),
            IsAllowed = findings.Decision.Gate.IsAllowed,
            WouldHaveBlocked = findings.Decision.Gate.WouldHaveBlocked,
            OpenTickets = findings.Tickets.Count,
        };

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
