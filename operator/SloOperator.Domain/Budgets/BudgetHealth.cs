namespace SloOperator.Domain.Budgets;

/// <summary>The one word for a budget, worst last.</summary>
public enum BudgetHealth
{
    Healthy,

    /// <summary>Absent, stale, inconsistent or too few events: never shown as healthy.</summary>
    Unknown,

    /// <summary>Known to be spent.</summary>
    Exhausted,
}
