namespace SloOperator.Testing.Histories;

/// <summary>A gauge: a value from one time on until the next, or a function of time.</summary>
public sealed class GaugeHistory : ISampledSeries
{
    private readonly SeriesHistory _history;
    private readonly SeriesLife _life = new();
    private readonly SortedList<DateTimeOffset, Func<DateTimeOffset, double>> _values = [];

    internal GaugeHistory(SeriesHistory history, SeriesName name)
    {
        _history = history;
        Name = name;
    }

    public SeriesName Name { get; }

    (string Name, string Type) ISampledSeries.Family => (Name.Metric, "gauge");

    /// <summary>From then on; without a time, from the start of the history.</summary>
    public GaugeHistory Is(double value, DateTimeOffset? from = null) => Follows(_ => value, from);

    public GaugeHistory Follows(Func<DateTimeOffset, double> value, DateTimeOffset? from = null)
    {
        _values[from ?? _history.Start] = value;
        return this;
    }

    /// <summary>First seen at the first scrape from then on.</summary>
    public GaugeHistory BornAt(DateTimeOffset time)
    {
        _life.Born = time;
        return this;
    }

    /// <summary>Last seen at the last scrape up to then.</summary>
    public GaugeHistory VanishesAt(DateTimeOffset time)
    {
        _life.Ended = time;
        return this;
    }

    /// <summary>Scrapes in [from, to) fail.</summary>
    public GaugeHistory NotScraped(DateTimeOffset from, DateTimeOffset to)
    {
        _life.AddGap(from, to);
        return this;
    }

    /// <summary>The samples with such a value in (start, end].</summary>
    public long CountSamples(
        Func<double, bool> matches,
        DateTimeOffset start,
        DateTimeOffset end
    ) =>
        _history.ScrapeTimes.LongCount(time =>
            time > start && time <= end && SampleAt(time) is { } value && matches(value)
        );

    public double? SampleAt(DateTimeOffset time)
    {
        int last = LastAtOrBefore(time);
        return last < 0 || !_life.IsScrapedAt(time) ? null : _values.Values[last](time);
    }

    private int LastAtOrBefore(DateTimeOffset time)
    {
        int index = _values.Count - 1;
        while (index >= 0 && _values.Keys[index] > time)
        {
            index--;
        }

        return index;
    }
}
