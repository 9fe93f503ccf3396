using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Testing.Histories;

/// <summary>
/// A counter: events that happen, and what scrapes see of them. Events between the last scrape and a reset or an end are in the truth,
/// and Prometheus never sees them, as in life; put resets and ends on scrape times when nothing may be lost.
/// </summary>
[SuppressMessage("Naming", "CA1716", Justification = "from and to are what they are.")]
public sealed class CounterHistory : ISampledSeries
{
    private readonly SeriesHistory _history;
    private readonly SeriesLife _life = new();
    private readonly List<(EventFlow Flow, double Weight)> _flows = [];
    private readonly SortedSet<DateTimeOffset> _resets = [];
    private readonly string? _family;
    private double _startValue;

    internal CounterHistory(SeriesHistory history, SeriesName name, string? family = null)
    {
        _history = history;
        _family = family;
        Name = name;
    }

    public SeriesName Name { get; }

    (string Name, string Type) ISampledSeries.Family
    {
        get
        {
            if (_family is not null)
            {
                return (_family, "histogram");
            }

            const string suffix = "_total";
            return Name.Metric.EndsWith(suffix, StringComparison.Ordinal)
                ? (Name.Metric[..^suffix.Length], "counter")
                : (Name.Metric, "unknown");
        }
    }

    /// <summary>A strictly regular stream, fractions allowed: 0.5 is an event every two minutes. From and to default to the whole history.</summary>
    public CounterHistory PerMinute(
        decimal events,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null
    ) => Add(new SteadyFlow(events, from ?? _history.Start, to ?? _history.End), 1);

    /// <summary>As many events as the function says for the minute that begins at its argument, spread within it.</summary>
    public CounterHistory PerMinute(
        Func<DateTimeOffset, long> events,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null
    ) => Add(new MinutelyFlow(events, from ?? _history.Start, to ?? _history.End), 1);

    /// <summary>Between 0 and twice the mean in each minute; the same seed gives the same events.</summary>
    public CounterHistory PerMinuteAtRandom(
        int seed,
        int mean,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null
    )
    {
        Random random = new(seed);
        return PerMinute(_ => random.Next((2 * mean) + 1), from, to);
    }

    public CounterHistory Burst(DateTimeOffset at, long events) =>
        Add(new BurstFlow(at, events), 1);

    /// <summary>The value before the first event; 0 unless said.</summary>
    public CounterHistory StartingFrom(double value)
    {
        _startValue = value;
        return this;
    }

    /// <summary>First seen at the first scrape from then on; no events before. A counter made by its own first event shows that event at once.</summary>
    public CounterHistory BornAt(DateTimeOffset time)
    {
        _life.Born = time;
        return this;
    }

    /// <summary>Last seen at the last scrape up to then; no events after.</summary>
    public CounterHistory VanishesAt(DateTimeOffset time)
    {
        _life.Ended = time;
        return this;
    }

    /// <summary>Starts again from zero; a scrape at that very time still sees the old value.</summary>
    public CounterHistory ResetAt(DateTimeOffset time)
    {
        _resets.Add(time);
        return this;
    }

    /// <summary>Scrapes in [from, to) fail; events go on and the next scrape sees them all.</summary>
    public CounterHistory NotScraped(DateTimeOffset from, DateTimeOffset to)
    {
        _life.AddGap(from, to);
        return this;
    }

    /// <summary>Pod churn: this series ends, and a new one with the changed labels goes on from zero with the streams given so far. Returns the new one.</summary>
    public CounterHistory ReplacedAt(
        DateTimeOffset time,
        params IReadOnlyList<(string Label, string Value)> changed
    )
    {
        CounterHistory successor = _history.Add(
            new CounterHistory(_history, Name.With(changed), _family)
        );
        successor._flows.AddRange(_flows);
        successor._life.Ended = _life.Ended;
        successor.BornAt(time);
        VanishesAt(time);
        return successor;
    }

    /// <summary>The events that truly happened in (start, end].</summary>
    public long Count(DateTimeOffset start, DateTimeOffset end) =>
        _flows.Sum(stream =>
            stream.Flow.CountUntil(_life.Within(end)) - stream.Flow.CountUntil(_life.Within(start))
        );

    double? ISampledSeries.SampleAt(DateTimeOffset time)
    {
        if (!_life.IsScrapedAt(time))
        {
            return null;
        }

        DateTimeOffset reset = _resets.LastOrDefault(reset => reset < time);
        bool wasReset = reset > _life.Born;
        DateTimeOffset since = wasReset ? reset : _life.Within(DateTimeOffset.MinValue);
        return (wasReset ? 0 : _startValue)
            + _flows.Sum(stream =>
                stream.Weight * (stream.Flow.CountUntil(time) - stream.Flow.CountUntil(since))
            );
    }

    internal CounterHistory Add(EventFlow flow, double weight)
    {
        _flows.Add((flow, weight));
        return this;
    }
}
