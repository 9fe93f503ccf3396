namespace SloOperator.Domain.Objectives;

/// <summary>Over which time a budget is counted; rolling or calendar.</summary>
public abstract record BudgetWindow
{
    private protected BudgetWindow() { }

    /// <summary>The longest this window can be: how far back a ledger must reach.</summary>
    public abstract TimeSpan Longest { get; }

    public abstract WindowSpan SpanAt(DateTimeOffset evaluatedAt);
}
