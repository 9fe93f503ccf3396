namespace SloOperator.Testing.Histories;

/// <summary>Series over a time range as one Prometheus scraped them, and the events behind them.</summary>
public sealed class SeriesHistory
{
    private readonly List<ISampledSeries> _series = [];

    /// <summary>Scrapes happen at start, start + interval and so on, up to and including end; the interval is a minute unless given.</summary>
    public SeriesHistory(DateTimeOffset start, DateTimeOffset end, TimeSpan? scrapeInterval = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, end);
        Start = start;
        End = end;
        ScrapeInterval = scrapeInterval ?? TimeSpan.FromMinutes(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(
            ScrapeInterval,
            TimeSpan.Zero,
            nameof(scrapeInterval)
        );
        Log = new EventLog(this);
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public TimeSpan ScrapeInterval { get; }

    /// <summary>How long after the start the first scrape is; real scrapes seldom fall on full minutes.</summary>
    public TimeSpan ScrapeOffset { get; init; }

    public EventLog Log { get; }

    public IEnumerable<DateTimeOffset> ScrapeTimes
    {
        get
        {
            for (DateTimeOffset time = Start + ScrapeOffset; time <= End; time += ScrapeInterval)
            {
                yield return time;
            }
        }
    }

    internal IEnumerable<CounterHistory> Counters => _series.OfType<CounterHistory>();

    internal IReadOnlyList<ISampledSeries> Series => _series;

    /// <summary>The name is written as it is; end it with _total as OpenMetrics wants it, or it is written with type unknown.</summary>
    public CounterHistory Counter(
        string metric,
        params IReadOnlyList<(string Label, string Value)> labels
    ) => Add(new CounterHistory(this, new SeriesName(metric, labels)));

    public GaugeHistory Gauge(
        string metric,
        params IReadOnlyList<(string Label, string Value)> labels
    )
    {
        GaugeHistory gauge = new(this, new SeriesName(metric, labels));
        _series.Add(gauge);
        return gauge;
    }

    /// <summary>An alert that fires; its rules are evaluated at the scrapes.</summary>
    public AlertHistory Alert(
        string alertName,
        params IReadOnlyList<(string Label, string Value)> labels
    )
    {
        AlertHistory alert = new(
            new SeriesName(
                "ALERTS",
                [("alertname", alertName), ("alertstate", "firing"), .. labels]
            )
        );
        _series.Add(alert);
        return alert;
    }

    /// <summary>Boundaries are written into the le label letter by letter, "1" or "1.0"; +Inf is added.</summary>
    public HistogramHistory Histogram(
        string metric,
        IReadOnlyList<string> boundaries,
        params IReadOnlyList<(string Label, string Value)> labels
    ) => new(this, metric, boundaries, labels);

    internal CounterHistory Add(CounterHistory counter)
    {
        _series.Add(counter);
        return counter;
    }
}
