namespace SloOperator.Prometheus;

/// <summary>One series of an answer; an instant query's has exactly one sample. Samples are in Prometheus' order, oldest first.</summary>
internal sealed record SampleSeries(
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<Sample> Samples
);
