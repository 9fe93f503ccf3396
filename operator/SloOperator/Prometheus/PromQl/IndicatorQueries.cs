namespace SloOperator.Prometheus.PromQl;

/// <summary>Two expressions, each answered by at most one series without labels: the bad events of one step, and all of them.</summary>
internal sealed record IndicatorQueries(string Bad, string Total);
