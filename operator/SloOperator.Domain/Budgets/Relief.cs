namespace SloOperator.Domain.Budgets;

/// <summary>When something is over if the last hours go on.</summary>
/// <param name="At">Null: it does not end by itself, or nobody can say.</param>
/// <param name="HourWanted">Start of the hour whose buckets would make it exact and of which only the sum is kept; null: it is exact.</param>
public readonly record struct Relief(DateTimeOffset? At, DateTimeOffset? HourWanted);
