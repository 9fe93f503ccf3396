using SloOperator.Domain.Budgets;

namespace SloOperator.Prometheus.Collection;

/// <summary>What one pair of values means.</summary>
/// <param name="Counts">Null: unmeasured.</param>
/// <param name="Nonsense">What was seen when it cannot be counts; null when it can, or nothing was there.</param>
internal readonly record struct JudgedCounts(BucketCounts? Counts, string? Nonsense);
