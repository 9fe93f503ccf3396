namespace SloOperator.Domain.Budgets;

/// <summary>All objectives of one owner, in the order of its spec; at least one.</summary>
public sealed record TeamAssessment(IReadOnlyList<Assessment> Objectives)
{
    public BudgetHealth Health => Objectives.Max(objective => objective.Health);

    /// <summary>The one to look at first: an exhausted budget, then an unknown one, then the smallest that remains.</summary>
    public Assessment Worst =>
        Objectives
            .OrderByDescending(objective => objective.Health)
            .ThenBy(objective => objective.Figures?.Remaining ?? decimal.MinValue)
            .First();

    /// <summary>The newest bucket counted in any objective; null when none was.</summary>
    public DateTimeOffset? EvaluatedAt =>
        Objectives.Max(objective => objective.Figures?.EvaluatedAt);
}
