namespace SloOperator.Testing.Histories;

/// <summary>What truly happened, whatever scrapes saw of it: the measure for every figure that is computed from Prometheus.</summary>
public sealed class EventLog
{
    private readonly SeriesHistory _history;

    internal EventLog(SeriesHistory history) => _history = history;

    /// <summary>The events of all matching counters in (start, end].</summary>
    public long Count(Func<SeriesName, bool> matches, DateTimeOffset start, DateTimeOffset end) =>
        _history
            .Counters.Where(series => matches(series.Name))
            .Sum(series => series.Count(start, end));

    /// <summary>The events in (start, end] of all counters of a metric that have these labels.</summary>
    public long Count(
        string metric,
        DateTimeOffset start,
        DateTimeOffset end,
        params IReadOnlyList<(string Label, string Value)> labels
    ) =>
        Count(
            name =>
                Equal(name.Metric, metric)
                && labels.All(label => Equal(name[label.Label], label.Value)),
            start,
            end
        );

    private static bool Equal(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal);
}
