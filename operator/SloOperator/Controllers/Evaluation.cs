using SloOperator.Domain.Budgets;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>What the readings of one TeamSLO amount to, and what in its spec only the data could show to be wrong.</summary>
internal sealed record Evaluation(TeamAssessment Assessment, IReadOnlyList<Problem> Problems)
{
    /// <param name="slo">What was promised.</param>
    /// <param name="readings">One for each objective, in their order.</param>
    public static Evaluation Of(TeamObjectives slo, IReadOnlyList<Reading> readings)
    {
        List<Assessment> assessments =
        [
            .. slo.Objectives.Zip(
                readings,
                (measured, reading) => Assessor.Assess(measured.Objective, slo.Window, reading)
            ),
        ];
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
        return new Evaluation(new TeamAssessment(assessments), problems);
    }
}
