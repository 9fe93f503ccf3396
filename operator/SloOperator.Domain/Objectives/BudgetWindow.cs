namespace SloOperator.Domain.Objectives;

/// <summary>Over which time a budget is counted; rolling or calendar.</summary>
public abstract record BudgetWindow
{
    private protected BudgetWindow() { }

    /// <summary>The longest this window can be: how far back a ledger must reach.</summary>
    public abstract TimeSpan Longest { get; }

    /// <summary>The shortest this window can be, clock changes aside: whatever is a share of its budget is at most that share of a longer one's.</summary>
    public abstract TimeSpan Shortest { get; }

    public abstract WindowSpan SpanAt(DateTimeOffset evaluatedAt);
}
