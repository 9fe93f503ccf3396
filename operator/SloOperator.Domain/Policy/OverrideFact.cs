namespace SloOperator.Domain.Policy;

/// <summary>A GateOverride in force: within its time, not revoked, not used up.</summary>
/// <param name="Name">Of the BudgetException.</param>
/// <param name="Objectives">Those it is about; empty: all.</param>
/// <param name="Changes">Change classes it lets through; empty: all.</param>
/// <param name="Until">When it ends.</param>
public sealed record OverrideFact(
    string Name,
    IReadOnlyList<string> Objectives,
    IReadOnlyList<string> Changes,
    DateTimeOffset Until
);
