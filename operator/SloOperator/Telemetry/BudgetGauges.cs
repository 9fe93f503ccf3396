using SloOperator.Controllers;
using SloOperator.Controllers.Policy;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
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
        gates.Publish(slo, Sample(slo.Policy, findings));
    }

    public void Remove(ResourceName owner)
    {
        metrics.Remove(owner);
        gates.Remove(owner);
    }

    private static GateSample Sample(BudgetPolicy policy, GateFindings findings) =>
        new()
        {
            Decision = findings.Decision.Gate.Decision.ToString(),
            IsAllowed = findings.Decision.Gate.IsAllowed,
            WouldHaveBlocked = findings.Decision.Gate.WouldHaveBlocked,
            OpenTickets = findings.Tickets.Count,
            BurnThresholds = Thresholds(policy),
        };

    /// <summary>By window; where several tiers mind a window, the first to fire counts.</summary>
    private static Dictionary<string, double> Thresholds(BudgetPolicy policy) =>
        policy
            .Tiers.Select(tier => tier.When)
            .OfType<TierCondition.Burning>()
            .SelectMany(burning =>
                ((BurnWindow[])[burning.Short, burning.Long]).Select(window =>
                    (window.Name, burning.Above)
                )
            )
            .GroupBy(pair => pair.Name, StringComparer.Ordinal)
            .ToDictionary(
                window => window.Key,
                window => (double)window.Min(pair => pair.Above),
                StringComparer.Ordinal
            );

    private static ObjectiveSample Sample(TeamObjectives slo, Assessment assessment) =>
        new()
        {
            Team = slo.Team,
            Service = slo.Service,
            Objective = assessment.Objective.Name,
            Criticality = CriticalityText.Write(slo.Criticality),
            Verdict = assessment.Verdict.ToString(),
            BudgetRemainingRatio = (double?)assessment.Figures?.Remaining,
            BudgetIdealRatio = Ideal(slo.Window, assessment.Figures),
            BudgetLeftSeconds = (double?)(assessment.Figures?.MinutesLeft * 60),
            ExhaustionAt = assessment.Figures?.ExhaustionAt?.ToUnixTimeSeconds(),
            BadEvents = (double?)assessment.Figures?.BadEvents,
            Events = (double?)assessment.Figures?.TotalEvents,
            SliRatio = (double?)assessment.Figures?.Sli,
            ObjectiveRatio = (double)(assessment.Objective.Target.Percent / 100m),
            CoverageRatio = (double?)assessment.Figures?.Coverage,
            Burn = Burn(assessment.Figures),
        };

    private static double? Ideal(BudgetWindow window, BudgetFigures? figures)
    {
        if (
            figures is null
            || window.SpanAt(figures.EvaluatedAt) is not { PeriodEnd: not null } span
        )
        {
            return null;
        }

        return 1 - (span.Elapsed / span.Full);
    }

    private static Dictionary<string, double?> Burn(BudgetFigures? figures) =>
        figures?.Burn.ToDictionary(
            burn => burn.Window.Name,
            burn => (double?)burn.Rate,
            StringComparer.Ordinal
        ) ?? [];
}
