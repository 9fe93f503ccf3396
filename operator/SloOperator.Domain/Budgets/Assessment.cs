using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>What is known of one objective, and how far it can be trusted.</summary>
/// <param name="Objective">What was promised.</param>
/// <param name="Verdict">What can be said.</param>
/// <param name="Message">Why the verdict is not <see cref="Verdict.Measured"/>, in one sentence; null when it is.</param>
/// <param name="Figures">Null: unknown.</param>
public sealed record Assessment(
    Objective Objective,
    Verdict Verdict,
    string? Message,
    BudgetFigures? Figures
)
{
    /// <summary>True while a part of what is excluded was not read yet: it still counts in the figures.</summary>
    public bool IsExclusionPending { get; init; }

    /// <summary>True when the figures are of now: Prometheus answered, the metric is there and makes sense.</summary>
    public bool IsFresh => Verdict is Verdict.Measured or Verdict.NoTraffic or Verdict.TooFewEvents;

    public BudgetHealth Health =>
        (Verdict, Figures) switch
        {
            (Verdict.Measured, { Remaining: <= 0 }) => BudgetHealth.Exhausted,
            (Verdict.Measured or Verdict.NoTraffic, not null) => BudgetHealth.Healthy,
            _ => BudgetHealth.Unknown,
        };
}
