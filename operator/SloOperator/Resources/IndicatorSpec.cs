namespace SloOperator.Resources;

/// <summary>Exactly one of the three.</summary>
internal sealed record IndicatorSpec
{
    public EventsSpec? Events { get; init; }

    public LatencySpec? Latency { get; init; }

    public ProbeSpec? Probe { get; init; }
}
