using System.Globalization;

namespace SloOperator.Testing.Histories;

/// <summary>A classic histogram: its _bucket, _count and _sum series live, end and reset together.</summary>
public sealed class HistogramHistory
{
    private readonly SeriesHistory _history;
    private readonly List<(double Boundary, CounterHistory Series)> _buckets;
    private readonly CounterHistory _count;
    private readonly CounterHistory _sum;

    internal HistogramHistory(
        SeriesHistory history,
        string metric,
        IReadOnlyList<string> boundaries,
        IReadOnlyList<(string Label, string Value)> labels
    )
    {
        _history = history;
        _buckets =
        [
            .. boundaries
                .Append("+Inf")
                .Distinct(StringComparer.Ordinal)
                .Select(le => (Parse(le), Add("_bucket", [.. labels, ("le", le)]))),
        ];
        _count = Add("_count", labels);
        _sum = Add("_sum", labels);

        CounterHistory Add(string suffix, IEnumerable<(string, string)> with) =>
            history.Add(new CounterHistory(history, new SeriesName(metric + suffix, with), metric));
    }

    private IEnumerable<CounterHistory> Series =>
        [.. _buckets.Select(bucket => bucket.Series), _count, _sum];

    /// <summary>A steady stream of observations that all have this value.</summary>
    public HistogramHistory PerMinute(
        decimal observations,
        double value,
        DateTimeOffset? from = null,
        DateTimeOffset? to = null
    ) => Observe(new SteadyFlow(observations, from ?? _history.Start, to ?? _history.End), value);

    public HistogramHistory Burst(DateTimeOffset at, long observations, double value) =>
        Observe(new BurstFlow(at, observations), value);

    public HistogramHistory BornAt(DateTimeOffset time) => ForAll(series => series.BornAt(time));

    public HistogramHistory VanishesAt(DateTimeOffset time) =>
        ForAll(series => series.VanishesAt(time));

    public HistogramHistory ResetAt(DateTimeOffset time) => ForAll(series => series.ResetAt(time));

    public HistogramHistory NotScraped(DateTimeOffset from, DateTimeOffset to) =>
        ForAll(series => series.NotScraped(from, to));

    /// <summary>All observations in (start, end].</summary>
    public long Count(DateTimeOffset start, DateTimeOffset end) => _count.Count(start, end);

    /// <summary>Observations of at most the boundary in (start, end].</summary>
    public long CountUpTo(double boundary, DateTimeOffset start, DateTimeOffset end) =>
        _buckets.Single(bucket => bucket.Boundary.Equals(boundary)).Series.Count(start, end);

    private static double Parse(string boundary) =>
        boundary is "+Inf"
            ? double.PositiveInfinity
            : double.Parse(boundary, NumberStyles.Float, CultureInfo.InvariantCulture);

    private HistogramHistory Observe(EventFlow flow, double value)
    {
        foreach ((_, CounterHistory series) in _buckets.Where(bucket => value <= bucket.Boundary))
        {
            series.Add(flow, 1);
        }

        _count.Add(flow, 1);
        _sum.Add(flow, value);
        return this;
    }

    private HistogramHistory ForAll(Action<CounterHistory> change)
    {
        foreach (CounterHistory series in Series)
        {
            change(series);
        }

        return this;
    }
}
