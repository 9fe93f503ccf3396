namespace SloOperator.Domain.Budgets;

/// <summary>The five minutes up to <paramref name="End"/>, off the grid; only the 5-minute burn rate is computed from it.</summary>
/// <param name="End">Inclusive.</param>
/// <param name="Counts">Null: no total was there.</param>
public sealed record LiveWindow(DateTimeOffset End, BucketCounts? Counts);
