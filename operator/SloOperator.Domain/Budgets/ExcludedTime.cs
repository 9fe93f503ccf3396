namespace SloOperator.Domain.Budgets;

/// <summary>Time whose events do not count: one occurrence of an exclusion.</summary>
/// <param name="Exception">Name of the BudgetException.</param>
/// <param name="Start">Exclusive, as the start of a bucket is.</param>
/// <param name="End">Inclusive, as the end of a bucket is.</param>
public sealed record ExcludedTime(string Exception, DateTimeOffset Start, DateTimeOffset End);
