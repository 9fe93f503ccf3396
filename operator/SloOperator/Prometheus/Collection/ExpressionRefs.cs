namespace SloOperator.Prometheus.Collection;

/// <summary>Which expressions of a batch are an objective's; objectives that ask the same share one.</summary>
internal readonly record struct ExpressionRefs(int Bad, int Total);
