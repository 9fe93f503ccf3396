namespace SloOperator.Prometheus;

/// <summary>One value at one time, as Prometheus wrote it: NaN and ±Inf included, for the reader to judge.</summary>
internal readonly record struct Sample(DateTimeOffset Time, double Value);
