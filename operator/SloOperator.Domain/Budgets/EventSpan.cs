namespace SloOperator.Domain.Budgets;

/// <summary>Time whose events belong together.</summary>
/// <param name="Start">Exclusive, as the start of a bucket is.</param>
/// <param name="End">Inclusive, as the end of a bucket is.</param>
public readonly record struct EventSpan(DateTimeOffset Start, DateTimeOffset End);
