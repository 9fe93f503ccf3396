using System.Diagnostics.Metrics;

namespace SloOperator.Telemetry;

/// <summary>A family that an instrument feeds; safe for many threads.</summary>
internal abstract class MetricFamily(MetricHeader header, int maxSeries) : ExposedFamily(header)
{
    /// <summary>Samples refused because the family was full.</summary>
    public long Dropped { get; protected set; }

    protected int MaxSeries { get; } = maxSeries;

    protected Lock Gate { get; } = new();

    protected LabelText Labels { get; } = new();

    /// <summary>Null for an instrument that has no form in the exposition.</summary>
    public static MetricFamily? For(Instrument instrument, int maxSeries)
    {
        Type kind = instrument.GetType();
        string kindName = kind.IsGenericType ? kind.GetGenericTypeDefinition().Name : kind.Name;
        return kindName switch
        {
            "Counter`1" => new SumFamily(HeaderOf(instrument, "counter"), maxSeries),
            "UpDownCounter`1" => new SumFamily(HeaderOf(instrument, "gauge"), maxSeries),
            "Gauge`1" => new LastValueFamily(HeaderOf(instrument, "gauge"), maxSeries),
            "Histogram`1" => new HistogramFamily(
                HeaderOf(instrument, "histogram"),
                HistogramBuckets.Of(instrument),
                maxSeries
            ),
            "ObservableCounter`1" => new ObservedFamily(HeaderOf(instrument, "counter"), maxSeries),
            "ObservableUpDownCounter`1" or "ObservableGauge`1" => new ObservedFamily(
                HeaderOf(instrument, "gauge"),
                maxSeries
            ),
            _ => null,
        };
    }

    public virtual void BeginScrape() { }

    /// <summary>Drops the series of something that is gone: what happened to it once is no longer shown.</summary>
    /// <param name="label">As it stands in the series, such as endpoint="main".</param>
    public virtual void Forget(string label) { }

    public abstract void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    private static MetricHeader HeaderOf(Instrument instrument, string type) =>
        new(LabelText.Sanitize(instrument.Name), type, instrument.Description);
}
