namespace SloOperator.Gate;

/// <summary>An objective as a <see cref="GateAnswer"/> shows it; numbers are those of the status, as decimal strings.</summary>
/// <param name="Name">Of the objective.</param>
/// <param name="Verdict">Whether the figures can be trusted; anything but Measured says why not.</param>
/// <param name="Target">In percent; null: not evaluated.</param>
/// <param name="BudgetRemaining">A share of the budget, negative when overspent; null: unknown.</param>
/// <param name="MinutesLeft">Minutes of full outage that are left; null: unknown.</param>
internal sealed record GateObjective(
    string Name,
    string Verdict,
    string? Target,
    string? BudgetRemaining,
    string? MinutesLeft
);
