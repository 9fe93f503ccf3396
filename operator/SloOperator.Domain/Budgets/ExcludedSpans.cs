namespace SloOperator.Domain.Budgets;

/// <summary>The time that exclusions take together: in whole seconds, ascending, nowhere twice.</summary>
internal sealed class ExcludedSpans
{
    private readonly List<EventSpan> _spans = [];

    public ExcludedSpans(IEnumerable<ExcludedTime> excluded)
    {
        IEnumerable<EventSpan> ascending = excluded
            .Select(time => new EventSpan(WholeSecond(time.Start), WholeSecond(time.End)))
            .Where(span => span.Start < span.End)
            .OrderBy(span => span.Start);
        foreach (EventSpan span in ascending)
        {
            Join(span);
        }
    }

    /// <summary>Cut to (<paramref name="start"/>, <paramref name="end"/>].</summary>
    public IEnumerable<EventSpan> Within(DateTimeOffset start, DateTimeOffset end)
    {
        for (int i = FirstEndingAfter(start); i < _spans.Count && _spans[i].Start < end; i++)
        {
            yield return new EventSpan(Later(_spans[i].Start, start), Earlier(_spans[i].End, end));
        }
    }

    public TimeSpan LengthWithin(DateTimeOffset start, DateTimeOffset end)
    {
        TimeSpan length = TimeSpan.Zero;
        foreach (EventSpan span in Within(start, end))
        {
            length += span.End - span.Start;
        }

        return length;
    }

    public bool Touch(DateTimeOffset start, DateTimeOffset end)
    {
        int first = FirstEndingAfter(start);
        return first < _spans.Count && _spans[first].Start < end;
    }

    public bool Cover(DateTimeOffset start, DateTimeOffset end)
    {
        int first = FirstEndingAfter(start);
        return first < _spans.Count && _spans[first].Start <= start && _spans[first].End >= end;
    }

    /// <summary>Buckets that lie in excluded time as a whole.</summary>
    public long WholeBucketsWithin(DateTimeOffset start, DateTimeOffset end)
    {
        long buckets = 0;
        foreach (EventSpan span in Within(start, end))
        {
            long after = BucketGrid.IndexAt(span.Start + BucketGrid.Length - TimeSpan.FromTicks(1));
            buckets += Math.Max(0, BucketGrid.IndexAt(span.End) - after);
        }

        return buckets;
    }

    private void Join(EventSpan span)
    {
        if (_spans.Count == 0 || _spans[^1].End < span.Start)
        {
            _spans.Add(span);
        }
        else
        {
            _spans[^1] = _spans[^1] with { End = Later(_spans[^1].End, span.End) };
        }
    }

    private int FirstEndingAfter(DateTimeOffset time)
    {
        int low = 0;
        int high = _spans.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _spans[middle].End > time ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>Resources have no fractions of seconds; a query's range could not hold the smallest of them.</summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) =>
        one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) =>
        one < other ? one : other;
}
