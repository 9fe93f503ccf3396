using FsCheck;
using FsCheck.Fluent;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Laws;

/// <summary>Random cases. Counts are whole numbers small enough that every sum is exact: what should be equal can be compared for equality.</summary>
internal static class Histories
{
    private const int MostBuckets = 92 * 288;

    private enum Kind
    {
        Gap,
        Idle,
        Clean,
        Failing,
        Down,
    }

    /// <summary>Up to 92 days of gaps, idle times, clean traffic, failures and outages that end in any minute of an hour.</summary>
    public static Gen<History> Any =>
        from stretches in Gen.Choose(1, 20).SelectMany(count => Gen.ListOf(Stretch, count))
        from offset in Gen.Choose(0, 11)
        select new History(
            stretches.SelectMany(stretch => stretch).TakeLast(MostBuckets).ToList(),
            Given.Noon + (offset * BucketGrid.Length)
        );

    /// <summary>At most five days.</summary>
    public static Gen<History> Short =>
        from history in Any
        select history with
        {
            Buckets = history.Buckets.TakeLast(5 * 288).ToList(),
        };

    public static Gen<RollingWindow> Window =>
        from days in Gen.Elements(1, 2, 3, 4, 7, 28, 90)
        select new RollingWindow(TimeSpan.FromDays(days));

    public static Gen<TimesliceRule?> Slice =>
        Gen.OneOf(
            Gen.Constant<TimesliceRule?>(null),
            from minutes in Gen.Elements(5, 10, 15, 20, 30, 60)
            from target in Gen.Elements("50", "90", "99")
            select (TimesliceRule?)Given.Slices(minutes, target)
        );

    public static Gen<Objective> Promise =>
        from target in Gen.Elements("50", "95", "99", "99.9", "99.999")
        from slice in Slice
        from minimum in Gen.Elements(0L, 100L)
        select Given.Promise(target, slice, minimum);

    /// <summary>Lengths from one bucket to ten days, so that hours are partly and wholly of one kind.</summary>
    private static Gen<IEnumerable<BucketCounts?>> Stretch =>
        from kind in Gen.Elements(Enum.GetValues<Kind>())
        from length in Gen.OneOf(Gen.Choose(1, 30), Gen.Choose(30, 2_880))
        from total in Gen.Choose(1, 1_000)
        from every in Gen.Choose(1, 20)
        select Enumerable
            .Range(0, length)
            .Select(number => Bucket(kind, total, number % every == 0));

    private static BucketCounts? Bucket(Kind kind, int total, bool isHit) =>
        kind switch
        {
            Kind.Gap => null,
            Kind.Idle => new BucketCounts(0, 0),
            Kind.Clean => new BucketCounts(0, total),
            Kind.Failing => new BucketCounts(isHit ? (total + 1) / 2 : 0, total),
            _ => new BucketCounts(total, total),
        };
}
