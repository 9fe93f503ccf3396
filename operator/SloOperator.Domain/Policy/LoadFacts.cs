using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Policy;

/// <summary>All that a decision about the load of one rotation is made from.</summary>
/// <param name="Policy">Its tiers on page load say what to raise.</param>
/// <param name="Thresholds">A figure without a limit is at its worst where it warns.</param>
/// <param name="Assessment">Unknown while it is not measured.</param>
/// <param name="Previous">What the last decision left behind.</param>
/// <param name="Now">When it is decided.</param>
public sealed record LoadFacts(
    BudgetPolicy Policy,
    LoadThresholds Thresholds,
    LoadAssessment Assessment,
    PolicyState Previous,
    DateTimeOffset Now
)
{
    public LoadLevel LevelOf(LoadMetric metric) =>
        Thresholds[metric].Judge(Assessment.Figures[metric]);
}
