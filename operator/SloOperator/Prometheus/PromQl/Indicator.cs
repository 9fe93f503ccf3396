namespace SloOperator.Prometheus.PromQl;

/// <summary>What an objective counts as events, and which of them as bad.</summary>
internal abstract record Indicator
{
    private Indicator() { }

    /// <summary>Counters of the bad events and of all. Absent errors are no errors.</summary>
    internal sealed record ErrorEvents(Selector Errors, Selector Total) : Indicator;

    /// <summary>Counters of the good events and of all. While the total is there, absent good means that every event was bad.</summary>
    internal sealed record GoodEvents(Selector Good, Selector Total) : Indicator;

    /// <summary>A classic histogram, named without _bucket; events above the threshold are bad. The selector names its metric and does not set le.</summary>
    internal sealed record Latency(Selector Histogram, decimal ThresholdSeconds) : Indicator;

    /// <summary>A gauge that is 1 when a probe succeeded and 0 when it did not; every sample is an event.</summary>
    internal sealed record Probe(Selector Selector) : Indicator;
}
