using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>One budget window on its way into the future, an hour at a time, and bucket by bucket where it may reach a level.</summary>
internal sealed class PlayedBudget
{
    private const int BucketsPerDay = 24 * BucketStretch.BucketsPerHour;
    private readonly CountedHistory _history;
    private readonly TrafficAhead _ahead;
    private readonly decimal _allowed;
    private readonly decimal _level;

    /// <summary>Bad events per event that the level leaves room for.</summary>
    private readonly double _room;
    private DateTimeOffset? _hourWanted;

    /// <param name="objective">What was promised.</param>
    /// <param name="history">What counts so far.</param>
    /// <param name="level">The remaining budget to be reached.</param>
    public PlayedBudget(Objective objective, CountedHistory history, decimal level)
    {
        _history = history;
        _ahead = new TrafficAhead(objective, history);
        _allowed = objective.Target.AllowedRatio;
        _level = level;
        _room = (double)((1 - level) * _allowed);
        IsInSlices = objective.Timeslice is not null;
    }

    private bool IsInSlices { get; }

    /// <summary>Each new bucket pushes the oldest out.</summary>
    public Relief Roll(WindowSpan span)
    {
        long start = BucketGrid.IndexAt(span.Start);
        Tally whole = _history.Over(start, _history.End);
        Tally now = whole;
        if (IsReached(now))
        {
            return new Relief(span.End, null);
        }

        for (long after = start; after < _history.End; )
        {
            long through = Math.Min(
                BucketStretch.LastOf(BucketStretch.HourOf(after + 1)),
                _history.End
            );
            Tally leaving = _history.Over(after, through);
            Tally coming = Coming(after, through, start);
            if (
                MayReach(now, leaving, coming)
                && FindIn(now, (after, through), start, leaving) is { } found
            )
            {
                return new Relief(found, _hourWanted);
            }

            now = (now - leaving + coming).Clean(whole);
            after = through;
        }

        return new Relief(null, _hourWanted);
    }

    /// <summary>Nothing leaves until the period ends; then all does.</summary>
    /// <param name="span">Of the present period.</param>
    /// <param name="next">The period that follows, at its first evaluation.</param>
    public Relief Await(WindowSpan span, WindowSpan next)
    {
        long end = _history.End;
        long periodEnd = BucketGrid.IndexAt(span.PeriodEnd!.Value);
        Tally now = _history.Over(BucketGrid.IndexAt(span.Start), end) + Expected(end, periodEnd);
        if (IsReached(now))
        {
            return new Relief(span.End, null);
        }

        if (FindBefore(periodEnd, now) is { } found)
        {
            return new Relief(found, null);
        }

        long nextEnd = BucketGrid.IndexAt(next.PeriodEnd!.Value);
        Tally first = Expected(periodEnd, nextEnd) + Added(periodEnd, periodEnd + 1);
        return new Relief(IsReached(first) ? next.End : null, null);
    }

    /// <summary>Slices to come belong to a calendar period's budget from its start; events only once they are there.</summary>
    private Tally Expected(long after, long through) =>
        IsInSlices ? new Tally(0, _ahead.Ending(after, through)) : default;

    /// <summary>Each bucket to come moves the budget the same way, so a day that ends below the level was below it all along.</summary>
    private DateTimeOffset? FindBefore(long periodEnd, Tally now)
    {
        for (long after = _history.End; after < periodEnd; after += BucketsPerDay)
        {
            long through = Math.Min(after + BucketsPerDay, periodEnd);
            Tally atEnd = now + Added(after, through);
            for (long index = after + 1; index <= through && IsReached(atEnd); index++)
            {
                now += Added(index - 1, index);
                if (IsReached(now))
                {
                    return BucketGrid.EndOf(index);
                }
            }

            now = atEnd;
        }

        return null;
    }

    private Tally Added(long after, long through)
    {
        Tally coming = _ahead.Over(after, through);
        return IsInSlices
            ? coming with
            {
                Count = coming.Count - _ahead.Ending(after, through),
            }
            : coming;
    }

    private Tally Coming(long after, long through, long start) =>
        _ahead.Over(_history.End + after - start, _history.End + through - start);

    /// <summary>False when the level is out of reach however the hour's events lie in it.</summary>
    private bool MayReach(Tally now, Tally leaving, Tally coming)
    {
        double excess = now.Bad - (_room * now.Count);
        double most = leaving.Bad * Math.Max(0, 1 - _room);
        double drift = Math.Min(0, coming.Bad - (_room * coming.Count));
        return excess - most + drift <= 1e-9 * now.Count;
    }

    /// <summary>Bucket by bucket; where they are not known as if they were all alike, and the hour is named.</summary>
    private DateTimeOffset? FindIn(
        Tally now,
        (long After, long Through) hour,
        long start,
        Tally leaving
    )
    {
        Tally mean = leaving * (1.0 / (hour.Through - hour.After));
        for (long index = hour.After + 1; index <= hour.Through; index++)
        {
            Tally? known = _history.At(index);
            if (known is null)
            {
                _hourWanted ??= BucketGrid.EndOf(
                    BucketStretch.LastOf(BucketStretch.HourOf(index) - 1)
                );
            }

            now = (now - (known ?? mean) + Coming(index - 1, index, start)).Clean(now);
            if (IsReached(now))
            {
                return BucketGrid.EndOf(_history.End + index - start);
            }
        }

        return null;
    }

    private bool IsReached(Tally tally)
    {
        decimal allowed = _allowed * (decimal)tally.Count;
        return allowed <= 0 ? _level <= 1 : 1 - ((decimal)tally.Bad / allowed) >= _level;
    }
}
