using System.Diagnostics;
using SloOperator.Benchmarks.Report;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Benchmarks.Ledgers;

/// <summary>What one objective costs in memory and in processor time; with slices, where both are highest.</summary>
internal static class LedgerBenchmark
{
    private const double LargestLedger = 32;
    private const double LongestAssessment = 20;
    private const double BytesPerKibibyte = 1024;
    private const int Batches = 25;
    private const int AssessmentsPerBatch = 2_000;

    // As long as the runtime may need to compile the loop's code to its last tier.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimesliceRule Slice = new(TimeSpan.FromMinutes(5), new Target(99m));

    public static IEnumerable<Line> Measure()
    {
        FullLedger.Fill(Slice);
        long before = GC.GetAllocatedBytesForCurrentThread();
        BudgetLedger ledger = FullLedger.Fill(Slice);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        yield return Line.AtMost(
            "ledger, 28 days, its own account",
            LargestLedger,
            ledger.SizeInBytes / BytesPerKibibyte,
            " KiB"
        );
        yield return Line.AtMost(
            "ledger, 28 days, allocated to fill it",
            LargestLedger,
            allocated / BytesPerKibibyte,
            " KiB"
        );
        var events = new Objective("availability", new Target(99.9m));
        yield return Assessment("one assessment, occurrences", events, FullLedger.Fill(null));
        yield return Assessment(
            "one assessment, time slices",
            events with
            {
                Timeslice = Slice,
            },
            ledger
        );
    }

    private static Line Assessment(string promise, Objective objective, BudgetLedger ledger)
    {
        var reading = new Reading(ledger)
        {
            Live = new LiveWindow(
                FullLedger.End + TimeSpan.FromMinutes(1),
                new BucketCounts(3, 5_000)
            ),
        };
        if (Assessor.Assess(objective, FullLedger.Window, reading).Verdict != Verdict.Measured)
        {
            throw new InvalidOperationException("The ledger that is assessed is not a full one.");
        }

        for (long begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < WarmUp; )
        {
            Assessor.Assess(objective, FullLedger.Window, reading);
        }

        double microseconds = Median.Of(
            Enumerable.Range(0, Batches).Select(_ => TimeBatch(objective, reading))
        );
        return Line.AtMost(
            promise,
            LongestAssessment,
            microseconds,
            " µs",
            $" (median of {Batches} × {AssessmentsPerBatch})"
        );
    }

    private static double TimeBatch(Objective objective, Reading reading)
    {
        long begun = Stopwatch.GetTimestamp();
        for (int i = 0; i < AssessmentsPerBatch; i++)
        {
            Assessor.Assess(objective, FullLedger.Window, reading);
        }

        return Stopwatch.GetElapsedTime(begun).TotalMicroseconds / AssessmentsPerBatch;
    }
}
