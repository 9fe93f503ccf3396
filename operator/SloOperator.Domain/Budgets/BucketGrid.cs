namespace SloOperator.Domain.Budgets;

/// <summary>The 5-minute grid that ledgers are kept on, aligned to the Unix epoch; bucket n is the time (n − 1, n] · 5 min.</summary>
public static class BucketGrid
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <summary>The last bucket end at or before <paramref name="time"/>.</summary>
    public static DateTimeOffset Floor(DateTimeOffset time) => EndOf(IndexAt(time));

    /// <summary>The bucket that ends at or last before <paramref name="time"/>.</summary>
    internal static long IndexAt(DateTimeOffset time)
    {
        // In whole ticks: a double cannot tell the last tick of a bucket from its end.
        (long index, long rest) = Math.DivRem(
            (time - DateTimeOffset.UnixEpoch).Ticks,
            Length.Ticks
        );
        return rest < 0 ? index - 1 : index;
    }

    internal static DateTimeOffset EndOf(long index) => DateTimeOffset.UnixEpoch + (index * Length);
}
