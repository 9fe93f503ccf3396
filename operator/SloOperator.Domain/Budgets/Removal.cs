namespace SloOperator.Domain.Budgets;

/// <summary>What exclusions take out of a window.</summary>
/// <param name="Sums">Events, buckets that are excluded as a whole, and slices that no longer count, or no longer as bad.</param>
/// <param name="PartialTime">Measured time that was taken from buckets of which a part still counts.</param>
/// <param name="IsPending">True when some of it was not read yet: that part still counts.</param>
internal readonly record struct Removal(WindowSums Sums, TimeSpan PartialTime, bool IsPending)
{
    /// <summary>What hours in single precision and their buckets, read apart, can differ by.</summary>
    private const double Rounding = 1e-7;

    public static readonly Removal Unread = new(default, TimeSpan.Zero, true);

    public Removal Add(Removal other) =>
        new(Sums.Add(other.Sums), PartialTime + other.PartialTime, IsPending || other.IsPending);

    /// <summary>Samples at a bucket's edges can make its parts hold more than it does.</summary>
    public Removal AtMost(BucketCounts bucket) =>
        this with
        {
            Sums = Sums with
            {
                Bad = Math.Min(Sums.Bad, bucket.Bad),
                Total = Math.Min(Sums.Total, bucket.Total),
            },
        };

    /// <summary>What still counts.</summary>
    public WindowSums From(WindowSums raw)
    {
        double total = Left(raw.Total, Sums.Total);
        return new WindowSums(
            Math.Min(Left(raw.Bad, Sums.Bad), total),
            total,
            Math.Max(0, raw.MeasuredBuckets - Sums.MeasuredBuckets),
            Math.Max(0, raw.BadSlices - Sums.BadSlices),
            Math.Max(0, raw.MeasuredSlices - Sums.MeasuredSlices)
        );
    }

    private static double Left(double raw, double removed) =>
        raw - removed <= removed * Rounding ? 0 : raw - removed;
}
