using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>What is assumed to come: the traffic of the last day at the error ratio of the last six hours, but for what is excluded already.</summary>
internal sealed class TrafficAhead
{
    private readonly TimesliceRule? _slice;
    private readonly ExcludedSpans _excluded;
    private readonly Tally _each;

    /// <summary>The slice under way, which is judged by what it holds and what is assumed of its rest.</summary>
    private readonly (long End, Tally Tally)? _begun;

    public TrafficAhead(Objective objective, CountedHistory history)
    {
        _slice = objective.Timeslice;
        _excluded = history.Excluded;
        WindowSums day = SumOf(history, BurnWindow.OneDay);
        WindowSums recent = SumOf(history, BurnWindow.SixHours);
        bool isTooFew = recent.Total < objective.MinimumEvents || recent.Total == 0;
        WindowSums judged = isTooFew ? day : recent;
        double mean = day.MeasuredBuckets > 0 ? day.Total / day.MeasuredBuckets : 0;
        Tally bucket = Each(new Tally(judged.Bad, judged.Total), mean);
        _each = _slice is null ? bucket : Each(history.TallyOf(judged), 1);
        _begun = BegunSlice(history, bucket);
    }

    /// <summary>Buckets in (<paramref name="after"/>, <paramref name="through"/>], or the slices that end with them.</summary>
    public Tally Over(long after, long through)
    {
        if (_begun is { } begun && after < begun.End && begun.End <= through)
        {
            return begun.Tally + Assumed(begun.End, through);
        }

        return Assumed(after, through);
    }

    /// <summary>Buckets, or slices, that end in (<paramref name="after"/>, <paramref name="through"/>], excluded or not.</summary>
    public long Ending(long after, long through) =>
        _slice is null ? through - after : (through / _slice.Buckets) - (after / _slice.Buckets);

    private Tally Assumed(long after, long through)
    {
        if (!_excluded.Touch(BucketGrid.EndOf(FloorToSlice(after)), BucketGrid.EndOf(through)))
        {
            return _each * Ending(after, through);
        }

        double counted = 0;
        for (long index = after + 1; index <= through; index++)
        {
            counted += CountedShare(index);
        }

        return _each * counted;
    }

    /// <summary>Null between two slices.</summary>
    private (long End, Tally Tally)? BegunSlice(CountedHistory history, Tally bucket)
    {
        long start = FloorToSlice(history.End);
        if (_slice is null || start == history.End)
        {
            return null;
        }

        long end = start + _slice.Buckets;
        if (CountedShare(end) == 0)
        {
            return (end, default);
        }

        WindowSums sofar = history.Sum(start, history.End);
        var events = new Tally(sofar.Bad, sofar.Total);
        for (long index = history.End + 1; index <= end; index++)
        {
            events += bucket * CountedShareOf(index, BucketGrid.Length);
        }

        return (end, new Tally(_slice.IsBad(events.Bad, events.Count) ? 1 : 0, 1));
    }

    private static Tally Each(Tally judged, double count) =>
        new(judged.Count > 0 ? Math.Min(1, judged.Bad / judged.Count) * count : 0, count);

    private double CountedShare(long index)
    {
        if (Ending(index - 1, index) == 0)
        {
            return 0;
        }

        double share = CountedShareOf(index, _slice?.Length ?? BucketGrid.Length);
        return _slice is null ? share : Math.Ceiling(share);
    }

    private double CountedShareOf(long index, TimeSpan length)
    {
        DateTimeOffset end = BucketGrid.EndOf(index);
        return 1 - (_excluded.LengthWithin(end - length, end) / length);
    }

    private long FloorToSlice(long index) =>
        _slice is null ? index : index / _slice.Buckets * _slice.Buckets;

    private static WindowSums SumOf(CountedHistory history, BurnWindow window) =>
        history.Sum(history.End - (window.Length.Ticks / BucketGrid.Length.Ticks), history.End);
}
