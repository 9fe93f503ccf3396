using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>What the readings of one TeamSLO amount to, what in its spec only the data could show to be wrong, and what exclusions need read.</summary>
/// <param name="Assessment">Of every objective.</param>
/// <param name="Problems">With field paths.</param>
/// <param name="Apart">What the figures lack beside each objective's ledger, in their order.</param>
internal sealed record Evaluation(
    TeamAssessment Assessment,
    IReadOnlyList<Problem> Problems,
    IReadOnlyList<WantedDetail> Apart
)
{
    public static Evaluation Of(TeamObjectives slo, IReadOnlyList<Reading> readings) =>
        Of(slo, readings, []);

    /// <param name="slo">What was promised.</param>
    /// <param name="readings">One for each objective, in their order.</param>
    /// <param name="excluded">The time that does not count for each objective, in their order; empty: none for any.</param>
    public static Evaluation Of(
        TeamObjectives slo,
        IReadOnlyList<Reading> readings,
        IReadOnlyList<IReadOnlyList<ExcludedTime>> excluded
    )
    {
        var assessments = new List<Assessment>(readings.Count);
        var apart = new List<WantedDetail>(readings.Count);
        for (int i = 0; i < readings.Count; i++)
        {
            IReadOnlyList<ExcludedTime> times = i < excluded.Count ? excluded[i] : [];
            assessments.Add(
                Assessor.Assess(slo.Objectives[i].Objective, slo.Window, readings[i], times)
            );
            apart.Add(Needed(slo.Window, readings[i].Ledger, times));
        }

        List<Problem> problems =
        [
            .. readings
                .Select((reading, index) => (reading.Unusable, index))
                .Where(found => found.Unusable is not null)
                .Select(found => new Problem(
                    $"spec.objectives[{found.index}].indicator.latency.threshold",
                    found.Unusable!
                )),
        ];
        return new Evaluation(new TeamAssessment(assessments), problems, apart);
    }

    private static WantedDetail Needed(
        BudgetWindow window,
        BudgetLedger ledger,
        IReadOnlyList<ExcludedTime> excluded
    ) =>
        ledger.LastMeasured is { } end
            ? ExclusionPlan.Needed(excluded, window.SpanAt(end), ledger.DetailedAfter)
            : WantedDetail.None;
}
