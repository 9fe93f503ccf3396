namespace SloOperator.Domain.OnCall;

/// <summary>When a series that is always there was seen, and a page therefore would have been.</summary>
/// <param name="interval">How far its samples are apart; above zero. Each covers the interval that it ends.</param>
public sealed class CoverageLedger(TimeSpan interval)
{
    private readonly IntervalSet _seen = new(2 * interval);

    public void Add(IEnumerable<DateTimeOffset> samples)
    {
        foreach (DateTimeOffset sample in samples)
        {
            _seen.Add(sample);
        }
    }

    /// <summary>What ended before <paramref name="time"/>.</summary>
    public void Forget(DateTimeOffset time) => _seen.RemoveEndedBefore(time.UtcTicks);

    /// <summary>The covered parts of <paramref name="range"/>, sorted and apart from each other.</summary>
    public IReadOnlyList<TimeRange> Within(TimeRange range) =>
        [
            .. _seen
                .Intervals.Select(seen =>
                    new TimeRange(Time(seen.Start - interval.Ticks), Time(seen.End)).Intersect(
                        range
                    )
                )
                .Where(covered => covered.Length > TimeSpan.Zero),
        ];

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
