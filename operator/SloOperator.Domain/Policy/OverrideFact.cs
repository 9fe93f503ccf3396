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
)
{
    /// <param name="objective">Null: the load of the rotation, which only an override of everything is about.</param>
    public bool Covers(string? objective) =>
        Objectives.Count == 0 || (objective is not null && Objectives.Contains(objective));

    /// <param name="change">Null: a change of no special class.</param>
    public bool LetsThrough(string? change) =>
        Changes.Count == 0 || (change is not null && Changes.Contains(change));
}
