using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>
/// The events of one objective in 5-minute buckets for three days and in hours before that: everything a budget, burn rate or forecast is
/// computed from. A cache of Prometheus, never a second truth: dropped and read again it gives the same numbers. Not thread-safe.
/// </summary>
public sealed class BudgetLedger
{
    /// <summary>Three days, as the longest burn window asks, and the hour that is being filled.</summary>
    private const int FineHours = 73;

    /// <summary>A day of the window's far end in full detail, and the hour it may straddle: read again once a day.</summary>
    private const int EdgeHours = 25;

    private readonly TimesliceRule? _slice;
    private readonly BucketStretch _fine = new(FineHours);
    private readonly HourStretch _hours;
    private readonly BucketStretch? _edge;
    private long? _edgeFirstHour;
    private long? _head;
    private long? _firstMeasured;
    private long? _readThrough;

    /// <param name="longest">How far back sums will be asked for: the window's longest length.</param>
    /// <param name="slice">Null when only events are counted.</param>
    public BudgetLedger(TimeSpan longest, TimesliceRule? slice = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, BucketGrid.Length);
        _slice = slice;
        int rolledHours = Math.Max(0, (int)Math.Ceiling(longest.TotalHours) - FineHours + 3);
        _hours = new HourStretch(rolledHours);
        _edge = rolledHours > 0 ? new BucketStretch(EdgeHours) : null;
    }

    /// <summary>How long a stretch <see cref="EdgeToRead"/> asks for.</summary>
    public static TimeSpan EdgeLength => TimeSpan.FromHours(EdgeHours);

    /// <summary>The end of the last bucket that Prometheus was asked for and answered, measured or not; null before the first answer.</summary>
    public DateTimeOffset? ReadThrough =>
        _readThrough is { } index ? BucketGrid.EndOf(index) : null;

    /// <summary>The end of the earliest measured bucket seen; null when there was none.</summary>
    public DateTimeOffset? FirstMeasured =>
        _firstMeasured is { } index ? BucketGrid.EndOf(index) : null;

    /// <summary>The end of the newest measured bucket; null when there was none.</summary>
    public DateTimeOffset? LastMeasured
    {
        get
        {
            if (_head is not { } index)
            {
                return null;
            }

            while (index > FineFloor && !_fine.IsMeasured(index))
            {
                index--;
            }

            return BucketGrid.EndOf(index);
        }
    }

    /// <summary>What the ledger's buckets take, in bytes.</summary>
    public int SizeInBytes => _fine.SizeInBytes + _hours.SizeInBytes + (_edge?.SizeInBytes ?? 0);

    /// <summary>The last bucket that is only kept in hours.</summary>
    private long FineFloor => BucketStretch.LastOf(BucketStretch.HourOf(_head ?? 0) - FineHours);

    /// <summary>
    /// Enters what Prometheus said of the bucket that ends at <paramref name="end"/>; a later answer replaces an earlier one. Buckets older
    /// than three days are only taken inside the edge, so a backfill goes from old to new.
    /// </summary>
    /// <param name="end">On the 5-minute grid.</param>
    /// <param name="counts">Null: no total was there, the bucket is unmeasured.</param>
    public void Record(DateTimeOffset end, BucketCounts? counts)
    {
        long index = BucketGrid.IndexAt(end);
        if (BucketGrid.EndOf(index) != end)
        {
            throw new ArgumentOutOfRangeException(
                nameof(end),
                end,
                "A bucket ends on the 5-minute grid."
            );
        }

        _readThrough = Math.Max(_readThrough ?? index, index);
        if (counts is not null)
        {
            _firstMeasured = Math.Min(_firstMeasured ?? index, index);
            AdvanceTo(index);
        }

        Place(index, counts);
        if (counts is null && index == _firstMeasured)
        {
            TakeFirstBack(index);
        }
    }

    /// <summary>One bucket of the last three days or of the edge; null when it is unmeasured or only kept in hours.</summary>
    /// <param name="end">On the 5-minute grid.</param>
    public BucketCounts? At(DateTimeOffset end) => At(BucketGrid.IndexAt(end));

    /// <summary>The end of the last bucket that is only kept in hours.</summary>
    public DateTimeOffset DetailedAfter => BucketGrid.EndOf(FineFloor);

    /// <summary>All whole buckets that end in (<paramref name="start"/>, <paramref name="end"/>].</summary>
    public WindowSums Sum(DateTimeOffset start, DateTimeOffset end)
    {
        long after = BucketGrid.IndexAt(start);
        long through = Math.Min(BucketGrid.IndexAt(end), _head ?? long.MinValue);
        if (through <= after)
        {
            return default;
        }

        long floor = Math.Max(FineFloor, after);
        WindowSums fine = through > floor ? SumDetailed(_fine, floor, through) : default;
        return after < FineFloor ? fine.Add(SumRolled(after, Math.Min(through, FineFloor))) : fine;
    }

    /// <summary>
    /// The start of the stretch of <see cref="EdgeLength"/> to read again so that a window starting at <paramref name="windowStart"/>, inside
    /// an hour that is already rolled up, is still exact to the bucket; null when nothing is missing.
    /// </summary>
    public DateTimeOffset? EdgeToRead(DateTimeOffset windowStart)
    {
        long after = BucketGrid.IndexAt(windowStart);
        long hour = BucketStretch.HourOf(after + 1);
        bool exact =
            IsOnHour(after)
            || _head is null
            || after >= FineFloor
            || _firstMeasured > BucketStretch.LastOf(hour)
            || InEdge(hour);
        return exact ? null : BucketGrid.EndOf(BucketStretch.LastOf(hour - 1));
    }

    /// <summary>Makes room for the edge that starts in the hour of <paramref name="start"/>; what is recorded there from now on is kept in full detail.</summary>
    public void BeginEdge(DateTimeOffset start)
    {
        if (_edge is null)
        {
            return;
        }

        long first = BucketStretch.HourOf(BucketGrid.IndexAt(start) + 1);
        _edgeFirstHour = first;
        for (long hour = first; hour < first + EdgeHours; hour++)
        {
            _edge.ClearHour(hour);
        }
    }

    /// <summary>False: only the sum of the bucket's hour is kept.</summary>
    internal bool IsDetailed(long index) =>
        index > FineFloor || IsKeptInEdge(BucketStretch.HourOf(index));

    internal BucketCounts? At(long index)
    {
        if (index > FineFloor)
        {
            return index <= _head ? _fine.At(index) : null;
        }

        return IsDetailed(index) ? _edge!.At(index) : null;
    }

    private bool InEdge(long hour) =>
        _edgeFirstHour is { } first && hour >= first && hour < first + EdgeHours;

    private void Place(long index, BucketCounts? counts)
    {
        if (index > _head || _head is null)
        {
            return;
        }

        if (index > FineFloor)
        {
            _fine.Set(index, counts);
        }
        else if (InEdge(BucketStretch.HourOf(index)))
        {
            _edge!.Set(index, counts);
        }
    }

    /// <summary>The earliest measurement proved wrong: the next one is the earliest now, and without any the ledger is as new.</summary>
    private void TakeFirstBack(long index)
    {
        if (index <= FineFloor)
        {
            return;
        }

        while (index <= _head && !_fine.IsMeasured(index))
        {
            index++;
        }

        bool isAnyLeft = index <= _head;
        _firstMeasured = isAnyLeft ? index : null;
        _head = isAnyLeft ? _head : null;
    }

    /// <summary>Only measured buckets move the head, so that a metric that vanished keeps its last window whole.</summary>
    private void AdvanceTo(long index)
    {
        if (_head is not { } head)
        {
            _head = index;
            return;
        }

        long newest = BucketStretch.HourOf(index);
        for (long hour = BucketStretch.HourOf(head) + 1; hour <= newest; hour++)
        {
            RollUp(hour - FineHours);
            _fine.ClearHour(hour);
        }

        _head = Math.Max(head, index);
    }

    private void RollUp(long hour)
    {
        long after = BucketStretch.LastOf(hour - 1);
        _hours.Set(hour, SumDetailed(_fine, after, BucketStretch.LastOf(hour)));
        if (InEdge(hour))
        {
            _edge!.CopyHour(hour, _fine);
        }
    }

    /// <summary>To the bucket at both ends where the edge holds them; elsewhere an hour belongs to the sum that starts inside it.</summary>
    private WindowSums SumRolled(long after, long through)
    {
        long firstWhole = BucketStretch.HourOf(after + 1);
        long lastWhole = through / BucketStretch.BucketsPerHour;
        var sums = default(WindowSums);
        if (!IsOnHour(after) && IsKeptInEdge(firstWhole))
        {
            sums = SumDetailed(_edge!, after, Math.Min(through, BucketStretch.LastOf(firstWhole)));
            firstWhole++;
        }

        long partial = lastWhole + 1;
        if (!IsOnHour(through) && partial >= firstWhole && IsKeptInEdge(partial))
        {
            sums = sums.Add(SumDetailed(_edge!, BucketStretch.LastOf(lastWhole), through));
        }

        return sums.Add(SumHours(firstWhole, lastWhole));
    }

    private WindowSums SumHours(long first, long last)
    {
        long newest = FineFloor / BucketStretch.BucketsPerHour;
        return _hours.Sum(Math.Max(first, newest - _hours.Capacity + 1), last);
    }

    private static bool IsOnHour(long index) => index % BucketStretch.BucketsPerHour == 0;

    private bool IsKeptInEdge(long hour) => InEdge(hour) && _edge!.AnyMeasured(hour);

    private WindowSums SumDetailed(BucketStretch buckets, long after, long through)
    {
        WindowSums sums = buckets.Sum(after, through);
        return _slice is null ? sums : sums.Add(buckets.CountSlices(after, through, _slice));
    }
}
