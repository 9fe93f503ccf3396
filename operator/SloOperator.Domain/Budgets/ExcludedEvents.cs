using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>
/// What excluded time takes out of the windows of one reading: whole hours as the ledger holds them, the rest bucket by bucket. The ledger
/// itself stays as Prometheus counted.
/// </summary>
internal sealed class ExcludedEvents(Reading reading, TimesliceRule? slice, ExcludedSpans spans)
{
    private readonly BudgetLedger _ledger = reading.Ledger;
    private readonly DetailedBuckets _buckets = new(reading);

    public ExcludedSpans Spans => spans;

    /// <param name="start">Of a window, exclusive.</param>
    /// <param name="end">At or before the newest measured bucket.</param>
    public Removal Within(DateTimeOffset start, DateTimeOffset end)
    {
        long after = BucketGrid.IndexAt(start);
        long through = BucketGrid.IndexAt(end);

        // The slice that a window starts inside is counted, so what of it was excluded matters.
        DateTimeOffset from = BucketGrid.EndOf(SliceFloor(after));
        DateTimeOffset to = BucketGrid.EndOf(through);
        return spans.Touch(from, to) ? Sum(new EventSpan(from, to), after, through) : default;
    }

    /// <summary>What still counts of one bucket, and of the slice that ends with it; null when only its hour is known.</summary>
    public WindowSums? Counted(long index)
    {
        WindowSums? events = CountedEvents(index);
        return slice is null || !EndsSlice(index)
            ? events
            : events?.Add(CountedSlice(index) ?? default);
    }

    private Removal Sum(EventSpan window, long after, long through)
    {
        long next = 0;
        Removal removal = default;
        foreach (EventSpan span in spans.Within(window.Start, window.End))
        {
            long last = HourHolding(span.End - TimeSpan.FromTicks(1));
            for (long hour = Math.Max(next, HourHolding(span.Start)); hour <= last; hour = next)
            {
                long whole = LastWhole(span, hour, after);
                removal = removal.Add(
                    whole < hour
                        ? PartOfHour(hour, after, through)
                        : WholeHours(BucketStretch.LastOf(hour - 1), BucketStretch.LastOf(whole))
                );
                next = Math.Max(hour, whole) + 1;
            }
        }

        return removal;
    }

    /// <summary>The last of the whole hours that begin with <paramref name="hour"/>; the one before it when that is not whole.</summary>
    private static long LastWhole(EventSpan span, long hour, long after)
    {
        long before = BucketStretch.LastOf(hour - 1);
        return before >= after && span.Start <= BucketGrid.EndOf(before)
            ? HourHolding(span.End) - 1
            : hour - 1;
    }

    private Removal WholeHours(long after, long through) =>
        new(
            _ledger.Sum(BucketGrid.EndOf(after), BucketGrid.EndOf(through)),
            TimeSpan.Zero,
            IsPending: false
        );

    private Removal PartOfHour(long hour, long after, long through)
    {
        long first = Math.Max(BucketStretch.FirstOf(hour), after + 1);
        long last = Math.Min(BucketStretch.LastOf(hour), through);
        bool isCountedWhole =
            first > BucketStretch.FirstOf(hour)
            && last == BucketStretch.LastOf(hour)
            && !_ledger.IsDetailed(first);
        if (isCountedWhole && spans.Cover(BucketGrid.EndOf(first - 1), BucketGrid.EndOf(last)))
        {
            return WholeHours(first - 1, last);
        }

        Removal removal = default;
        for (long index = first; index <= last; index++)
        {
            removal = removal.Add(RemovedEvents(index)).Add(RemovedSlice(index));
        }

        return removal;
    }

    private Removal RemovedEvents(long index)
    {
        var bucket = new EventSpan(BucketGrid.EndOf(index - 1), BucketGrid.EndOf(index));
        if (!spans.Touch(bucket.Start, bucket.End))
        {
            return default;
        }

        bool isKnown = _buckets.TryGet(index, out BucketCounts? counts);
        if (spans.Cover(bucket.Start, bucket.End))
        {
            return isKnown ? Whole(counts) : Removal.Unread;
        }

        Removal removal = Pieces(bucket);
        return counts is { } most ? removal.AtMost(most) : removal;
    }

    private Removal Pieces(EventSpan bucket)
    {
        Removal removal = default;
        foreach (EventSpan piece in spans.Within(bucket.Start, bucket.End))
        {
            bool isKnown = _buckets.TryGetPiece(piece, out BucketCounts? counts);
            removal = removal.Add(
                counts is { } events
                    ? new Removal(
                        new WindowSums(events.Bad, events.Total, 0, 0, 0),
                        piece.End - piece.Start,
                        IsPending: false
                    )
                    : new Removal(default, TimeSpan.Zero, !isKnown)
            );
        }

        return removal;
    }

    /// <summary>What the slice that ends with this bucket, if one does, no longer counts as.</summary>
    private Removal RemovedSlice(long index)
    {
        if (slice is null || !EndsSlice(index))
        {
            return default;
        }

        long before = index - slice.Buckets;
        if (!spans.Touch(BucketGrid.EndOf(before), BucketGrid.EndOf(index)))
        {
            return default;
        }

        if (CountedSlice(index) is not { } counted || Slice(index, Raw) is not { } raw)
        {
            return Removal.Unread;
        }

        var sums = new WindowSums(
            0,
            0,
            0,
            raw.BadSlices - counted.BadSlices,
            raw.MeasuredSlices - counted.MeasuredSlices
        );
        return new Removal(sums, TimeSpan.Zero, IsPending: false);
    }

    private WindowSums? CountedSlice(long index) => Slice(index, CountedEvents);

    /// <summary>Judged by the events that <paramref name="eventsOf"/> says; null when a bucket is not known.</summary>
    private WindowSums? Slice(long end, Func<long, WindowSums?> eventsOf)
    {
        var events = default(WindowSums);
        for (long index = end - slice!.Buckets + 1; index <= end; index++)
        {
            if (eventsOf(index) is not { } one)
            {
                return null;
            }

            events = events.Add(one);
        }

        bool isMeasured = events.MeasuredBuckets > 0;
        bool isBad = isMeasured && slice.IsBad(events.Bad, events.Total);
        return new WindowSums(0, 0, 0, isBad ? 1 : 0, isMeasured ? 1 : 0);
    }

    private WindowSums? Raw(long index) =>
        _buckets.TryGet(index, out BucketCounts? counts) ? Sums(counts) : null;

    private WindowSums? CountedEvents(long index) =>
        Raw(index) is { } raw ? RemovedEvents(index).From(raw) : null;

    private static Removal Whole(BucketCounts? counts) =>
        new(Sums(counts), TimeSpan.Zero, IsPending: false);

    private static WindowSums Sums(BucketCounts? counts) =>
        counts is { } events ? new WindowSums(events.Bad, events.Total, 1, 0, 0) : default;

    private bool EndsSlice(long index) => index % slice!.Buckets == 0;

    private long SliceFloor(long index) =>
        slice is null ? index : index / slice.Buckets * slice.Buckets;

    /// <summary>The hour whose events begin to be counted at <paramref name="time"/>, or that it lies inside.</summary>
    private static long HourHolding(DateTimeOffset time) =>
        ((time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerHour) + 1;
}
