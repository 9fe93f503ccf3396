namespace SloOperator.Domain.Budgets;

/// <summary>All that is known of one objective's events. No answer, nonsense and absence are told apart: each has its own verdict.</summary>
public sealed record Reading(BudgetLedger Ledger)
{
    /// <summary>Null before the first live query.</summary>
    public LiveWindow? Live { get; init; }

    /// <summary>Null while reads succeed.</summary>
    public ReadFailure? Failure { get; init; }

    /// <summary>What was seen when the last answer could not be counts (NaN, ±Inf, a wrong type, several series); null when it could.</summary>
    public string? Nonsense { get; init; }

    /// <summary>Why the metric that exists cannot serve the indicator, and what to change (a threshold off the bucket boundaries); null when it can.</summary>
    public string? Unusable { get; init; }

    /// <summary>Hours and pieces that were read apart; null when none were asked for.</summary>
    public BucketDetail? Detail { get; init; }
}
