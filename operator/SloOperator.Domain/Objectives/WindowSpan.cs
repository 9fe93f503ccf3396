namespace SloOperator.Domain.Objectives;

/// <summary>The time a budget is counted over: (<paramref name="Start"/>, <paramref name="End"/>].</summary>
/// <param name="Start">Exclusive.</param>
/// <param name="End">Inclusive: the evaluation time.</param>
/// <param name="PeriodEnd">When the whole budget is renewed; null for rolling windows, whose budget returns bucket by bucket.</param>
public readonly record struct WindowSpan(
    DateTimeOffset Start,
    DateTimeOffset End,
    DateTimeOffset? PeriodEnd
)
{
    public TimeSpan Elapsed => End - Start;

    /// <summary>The length that the budget in time belongs to: the whole period's for calendar windows.</summary>
    public TimeSpan Full => (PeriodEnd ?? End) - Start;
}
