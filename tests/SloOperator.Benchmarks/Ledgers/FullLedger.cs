using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Benchmarks.Ledgers;

/// <summary>28 days and a bit as a backfill and the passes after it leave them.</summary>
internal static class FullLedger
{
    private const double EventsPerBucket = 5_000;
    private const double ErrorsPerBucket = 3;

    public static readonly RollingWindow Window = new(TimeSpan.FromDays(28));

    /// <summary>Five minutes past the hour, so that the window starts inside a rolled-up hour: the slower way.</summary>
    public static readonly DateTimeOffset End = new(2026, 3, 30, 14, 5, 0, TimeSpan.Zero);

    public static BudgetLedger Fill(TimesliceRule? slice)
    {
        var ledger = new BudgetLedger(Window.Longest, slice);
        ledger.BeginEdge(End - Window.Length);
        var counts = new BucketCounts(ErrorsPerBucket, EventsPerBucket);
        for (
            DateTimeOffset end = End - Window.Length + BucketGrid.Length;
            end <= End;
            end += BucketGrid.Length
        )
        {
            ledger.Record(end, counts);
        }

        return ledger;
    }
}
