namespace SloOperator.Resources.OnCall;

/// <summary>For one line of a table.</summary>
internal sealed record LoadSummaryStatus
{
    /// <summary>The fewest incidents of the window.</summary>
    public long? Pages { get; init; }

    /// <summary>WithinLimit, Warn, OverLimit or Unknown.</summary>
    public string? Load { get; init; }
}
