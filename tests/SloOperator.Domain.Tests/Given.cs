using System.Globalization;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests;

/// <summary>The words that scenarios are written in.</summary>
internal static class Given
{
    /// <summary>A Friday, on a bucket edge and an hour edge.</summary>
    public static readonly DateTimeOffset Noon = At("2026-11-20T12:00:00Z");

    public static readonly RollingWindow OneDay = new(TimeSpan.FromDays(1));

    public static readonly RollingWindow FourWeeks = new(TimeSpan.FromDays(28));

    public static DateTimeOffset At(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    public static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);

    public static TimeSpan Days(int days) => TimeSpan.FromDays(days);

    public static Target Percent(string text)
    {
        Target.TryParse(text, out Target target).ShouldBeTrue();
        return target;
    }

    public static Objective Promise(
        string target,
        TimesliceRule? slice = null,
        long minimumEvents = 0
    ) => new("availability", Percent(target), slice, minimumEvents);

    public static TimesliceRule Slices(int minutes, string target) =>
        new(Minutes(minutes), Percent(target));

    /// <summary>A ledger that reaches 28 days back.</summary>
    public static BudgetLedger Ledger(TimesliceRule? slice = null) => new(FourWeeks.Longest, slice);

    /// <summary>Every bucket that ends in (<paramref name="after"/>, <paramref name="through"/>] holds the same.</summary>
    public static BudgetLedger Fill(
        this BudgetLedger ledger,
        DateTimeOffset after,
        DateTimeOffset through,
        (double Bad, double Total) each
    )
    {
        for (DateTimeOffset end = after + BucketGrid.Length; end <= through; end += Minutes(5))
        {
            ledger.Record(end, new BucketCounts(each.Bad, each.Total));
        }

        return ledger;
    }

    public static BudgetLedger Fill(
        this BudgetLedger ledger,
        DateTimeOffset end,
        (double Bad, double Total) counts
    ) => ledger.Fill(end - BucketGrid.Length, end, counts);

    /// <summary>Buckets with 1, 2, 3 … bad of 100, from the one that ends 5 minutes after <paramref name="after"/> on.</summary>
    public static BudgetLedger FillRising(
        this BudgetLedger ledger,
        DateTimeOffset after,
        DateTimeOffset through
    )
    {
        int bad = 0;
        for (DateTimeOffset end = after + BucketGrid.Length; end <= through; end += Minutes(5))
        {
            ledger.Record(end, new BucketCounts(++bad, 100));
        }

        return ledger;
    }

    /// <summary>Prometheus answered, and there was no total in (<paramref name="after"/>, <paramref name="through"/>].</summary>
    public static BudgetLedger FindNothing(
        this BudgetLedger ledger,
        DateTimeOffset after,
        DateTimeOffset through
    )
    {
        for (DateTimeOffset end = after + BucketGrid.Length; end <= through; end += Minutes(5))
        {
            ledger.Record(end, null);
        }

        return ledger;
    }
}
