using System.Globalization;
using SloOperator.Domain.Budgets;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>What the conditions of a TeamSLO say; pure. Unknown is never healthy.</summary>
internal static class TeamSloConditions
{
    public static IEnumerable<ConditionFact> Of(TeamAssessment assessment) =>
        [
            new(
                ConditionTypes.Ready,
                true,
                ConditionReasons.Evaluated,
                "The objectives are evaluated."
            ),
            DataFresh(assessment),
            BudgetHealthy(assessment),
        ];

    public static IEnumerable<ConditionFact> Invalid(IReadOnlyList<Problem> problems)
    {
        string message = string.Join("\n", problems);
        const string unknown = "The spec cannot be used; see Ready.";
        return
        [
            new(ConditionTypes.Ready, false, ConditionReasons.InvalidSpec, message),
            new(ConditionTypes.DataFresh, null, ConditionReasons.InvalidSpec, unknown),
            new(ConditionTypes.BudgetHealthy, null, ConditionReasons.InvalidSpec, unknown),
        ];
    }

    private static ConditionFact DataFresh(TeamAssessment assessment)
    {
        List<Assessment> stale = [.. assessment.Objectives.Where(objective => !objective.IsFresh)];
        if (stale.Count > 0)
        {
            return new ConditionFact(
                ConditionTypes.DataFresh,
                false,
                ReasonOf(stale[0].Verdict),
                Explain(stale)
            );
        }

        List<Assessment> young =
        [
            .. assessment.Objectives.Where(objective =>
                objective.Figures is { IsShortOfHistory: true }
            ),
        ];
        return young.Count > 0
            ? new ConditionFact(
                ConditionTypes.DataFresh,
                true,
                ConditionReasons.ShortHistory,
                ExplainShort(young)
            )
            : new ConditionFact(
                ConditionTypes.DataFresh,
                true,
                ConditionReasons.AllMeasured,
                "Every objective is measured."
            );
    }

    private static ConditionFact BudgetHealthy(TeamAssessment assessment)
    {
        Assessment worst = assessment.Worst;
        return worst.Health switch
        {
            BudgetHealth.Exhausted => Budget(
                false,
                ConditionReasons.BudgetExhausted,
                Exhausted(assessment)
            ),
            BudgetHealth.Unknown when worst.Verdict == Verdict.TooFewEvents => Budget(
                null,
                ConditionReasons.TooFewEvents,
                Explain([worst])
            ),
            BudgetHealth.Unknown => Budget(
                null,
                ConditionReasons.BudgetUnknown,
                "The data do not say; see DataFresh."
            ),
            _ when assessment.Objectives.All(objective => objective.Verdict == Verdict.NoTraffic) =>
                Budget(true, ConditionReasons.NoTraffic, "No traffic in the window."),
            _ => Budget(true, ConditionReasons.WithinBudget, "Every objective has budget left."),
        };
    }

    private static ConditionFact Budget(bool? holds, string reason, string message) =>
        new(ConditionTypes.BudgetHealthy, holds, reason, message);

    private static string Exhausted(TeamAssessment assessment) =>
        "No budget left: "
        + string.Join(
            ", ",
            assessment
                .Objectives.Where(objective => objective.Health == BudgetHealth.Exhausted)
                .Select(objective => objective.Objective.Name)
        )
        + ".";

    private static string Explain(IEnumerable<Assessment> objectives) =>
        string.Join(
            "\n",
            objectives.Select(objective => $"{objective.Objective.Name}: {objective.Message}")
        );

    private static string ExplainShort(IEnumerable<Assessment> objectives) =>
        string.Join(
            "\n",
            objectives.Select(objective =>
                $"{objective.Objective.Name}: computed since {Utc(objective.Figures!.MeasuredSince)}, not over the whole window: "
                + "the metric is younger, or Prometheus keeps less (retention)"
            )
        );

    private static string ReasonOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.MetricAbsent => ConditionReasons.MetricAbsent,
            Verdict.Stale => ConditionReasons.Stale,
            _ => ConditionReasons.Inconsistent,
        };

    private static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
