namespace SloOperator.Domain.OnCall;

/// <summary>
/// Stretches of time that lie more than a gap apart. Whatever is added joins the stretches it comes within the gap of, so the order of
/// additions does not matter and adding again changes nothing: parts can be read in any order, and twice.
/// </summary>
internal sealed class IntervalSet(TimeSpan gap)
{
    private readonly long _gap = gap.Ticks;
    private readonly List<Interval> _intervals = [];

    /// <summary>Sorted.</summary>
    public IReadOnlyList<Interval> Intervals => _intervals;

    public void Add(DateTimeOffset time) => Add(new Interval(time.UtcTicks, time.UtcTicks));

    public void Add(Interval added)
    {
        int first = FirstEndingAtOrAfter(added.Start - _gap);
        int next = first;
        while (next < _intervals.Count && _intervals[next].Start <= added.End + _gap)
        {
            added = added.Span(_intervals[next]);
            next++;
        }

        Replace(first, next, added);
    }

    /// <summary>Forgets what ended before <paramref name="time"/>.</summary>
    public void RemoveEndedBefore(long time) =>
        _intervals.RemoveRange(0, FirstEndingAtOrAfter(time));

    private void Replace(int first, int next, Interval joined)
    {
        if (next == first)
        {
            _intervals.Insert(first, joined);
            return;
        }

        _intervals[first] = joined;
        _intervals.RemoveRange(first + 1, next - first - 1);
    }

    private int FirstEndingAtOrAfter(long time)
    {
        // Almost everything is added at the end.
        if (_intervals.Count == 0 || _intervals[^1].End < time)
        {
            return _intervals.Count;
        }

        int low = 0;
        int high = _intervals.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_intervals[middle].End < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
