using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Prometheus.Collection;

/// <summary>Which stretch of time a ledger lacks; pure.</summary>
internal static class ReadSchedule
{
    /// <summary>Late samples and remote-write lag are corrected for this long.</summary>
    public const int RereadBuckets = 3;

    /// <summary>The longest look-back of a burn rate, which reaches before the start of a young calendar period.</summary>
    private static readonly TimeSpan LongestBurn = BurnWindow.All[^1].Length;

    /// <summary>Well within the three days that a ledger keeps in buckets.</summary>
    private static readonly TimeSpan LongestAgain = TimeSpan.FromDays(2);

    /// <summary>How long before the window's far end enters a rolled-up hour that hour is read again.</summary>
    private static readonly TimeSpan EdgeLead = TimeSpan.FromMinutes(30);

    /// <summary>The whole window, or what is left of it when a part was read already.</summary>
    public static ReadSpan Fresh(
        BudgetWindow window,
        DateTimeOffset boundary,
        DateTimeOffset? readThrough
    )
    {
        DateTimeOffset start = readThrough ?? Start(window, boundary);
        return new ReadSpan(ReadKind.Fresh, start + BucketGrid.Length, boundary);
    }

    /// <summary>Before its first bucket nothing is counted. Whole hours, so that a slice which straddles the window's start is judged whole.</summary>
    public static DateTimeOffset Start(BudgetWindow window, DateTimeOffset boundary)
    {
        DateTimeOffset start = Earlier(window.SpanAt(boundary).Start, boundary - LongestBurn);
        return FloorToHour(start);
    }

    /// <summary>What was absent after <paramref name="measured"/>; null when that is more than a ledger keeps in buckets.</summary>
    public static ReadSpan? Again(DateTimeOffset measured, DateTimeOffset boundary) =>
        boundary - measured <= LongestAgain
            ? new ReadSpan(ReadKind.Gap, measured + BucketGrid.Length, boundary)
            : null;

    /// <summary>Null when the ledger has all up to <paramref name="boundary"/>.</summary>
    public static ReadSpan? Following(DateTimeOffset readThrough, DateTimeOffset boundary)
    {
        if (readThrough >= boundary)
        {
            return null;
        }

        TimeSpan again = (RereadBuckets - 1) * BucketGrid.Length;
        return boundary - readThrough > RereadBuckets * BucketGrid.Length
            ? new ReadSpan(ReadKind.Gap, readThrough - again, boundary)
            : new ReadSpan(ReadKind.Boundary, boundary - again, boundary);
    }

    /// <summary>
    /// False when the ledger speaks of a future: the clock went back, and its newest buckets may have been asked for before they were there.
    /// One bucket is within what a clock is slewed by. Also false when so much is missing that the window is better read anew.
    /// </summary>
    public static bool CanFollow(DateTimeOffset readThrough, DateTimeOffset boundary) =>
        readThrough <= boundary + BucketGrid.Length
        && boundary - readThrough < (BatchPlanner.MostPoints - RereadBuckets) * BucketGrid.Length;

    /// <summary>The live window's end; null while it is the boundary's own bucket.</summary>
    public static ReadSpan? Live(DateTimeOffset settled, DateTimeOffset boundary)
    {
        var end = new DateTimeOffset(
            settled.Ticks - (settled.Ticks % TimeSpan.TicksPerMinute),
            TimeSpan.Zero
        );
        return end > boundary ? new ReadSpan(ReadKind.Live, end, end) : null;
    }

    /// <summary>The far end to read in detail, now or for a rolling window soon; null when the ledger has it.</summary>
    public static ReadSpan? Edge(BudgetLedger ledger, BudgetWindow window, DateTimeOffset boundary)
    {
        DateTimeOffset windowStart = window.SpanAt(ledger.LastMeasured ?? boundary).Start;
        DateTimeOffset? start = ledger.EdgeToRead(windowStart);
        if (
            start is null
            && window is RollingWindow
            && ledger.EdgeToRead(windowStart + EdgeLead) is not null
        )
        {
            start = FloorToHour(windowStart);
        }

        return start is { } from
            ? new ReadSpan(
                ReadKind.Edge,
                from + BucketGrid.Length,
                Earlier(from + BudgetLedger.EdgeLength, boundary)
            )
            : null;
    }

    /// <param name="start">On the hour.</param>
    public static ReadSpan Hour(DateTimeOffset start) =>
        new(ReadKind.Hour, start + BucketGrid.Length, start + TimeSpan.FromHours(1));

    public static ReadSpan Piece(EventSpan span) => new(ReadKind.Piece, span.Start, span.End);

    private static DateTimeOffset FloorToHour(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) =>
        one < other ? one : other;
}
