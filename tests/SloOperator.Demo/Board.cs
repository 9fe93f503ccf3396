using SloOperator.Resources;

namespace SloOperator.Demo;

/// <summary>What the demo shows: kubectl's table, where to look further, and how the budgets compare with the event log.</summary>
internal sealed class Board(TeamSloFolder slos, EventLogCheck check, TimeProvider time)
{
    private readonly KubectlTable _table = KubectlTable.FromCrd("crds/teamslos.yaml");

    public required string Where { get; init; }

    public string Text { get; private set; } = "";

    /// <summary>Every budget shown is the one of the event log.</summary>
    public bool Holds { get; private set; }

    public void Refresh()
    {
        IReadOnlyList<TeamSlo> read = slos.Read();
        IReadOnlyList<BudgetComparison> comparisons = check.Compare(read);
        Text =
            $"{_table.Text(read, time.GetUtcNow())}\n{Where}\n{EventLogCheck.Describe(comparisons)}\n";
        Holds = comparisons.All(comparison => comparison.Holds);
    }
}
