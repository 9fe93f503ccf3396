using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Laws;

/// <summary>Feeds a ledger as the collector does: pass by pass, the newest buckets wrong at first and read again until they settle, some passes missed.</summary>
internal sealed class LiveFeed(History truth, BudgetWindow window, TimesliceRule? slice, int seed)
{
    private readonly Random _random = new(seed);
    private readonly BudgetLedger _ledger = new(window.Longest, slice);

    public BudgetLedger Run(int passes)
    {
        DateTimeOffset from = truth.End - (passes * BucketGrid.Length);
        truth.ReadInto(_ledger, truth.Start, from);
        DateTimeOffset read = from > truth.Start ? from : truth.Start;
        for (
            DateTimeOffset now = read + BucketGrid.Length;
            now <= truth.End;
            now += BucketGrid.Length
        )
        {
            if (_random.Next(5) > 0)
            {
                Pass(read - (2 * BucketGrid.Length), now);
                read = now;
            }
        }

        Settle(read);
        return _ledger;
    }

    private void Pass(DateTimeOffset after, DateTimeOffset now)
    {
        for (DateTimeOffset end = after + BucketGrid.Length; end <= now; end += BucketGrid.Length)
        {
            bool isSettled = now - end >= 2 * BucketGrid.Length;
            _ledger.Record(end, isSettled ? truth.At(end) : Early(truth.At(end)));
        }

        truth.ReadEdgeInto(_ledger, window);
    }

    /// <summary>Samples still to come, or counted too soon.</summary>
    private BucketCounts? Early(BucketCounts? counts) =>
        _random.Next(4) switch
        {
            0 => null,
            1 => new BucketCounts(1, 2),
            2 => new BucketCounts(0, Math.Floor((counts?.Total ?? 0) / 2)),
            _ => counts,
        };

    private void Settle(DateTimeOffset read)
    {
        truth.ReadInto(_ledger, read - (2 * BucketGrid.Length), truth.End);
        truth.ReadEdgeInto(_ledger, window);
    }
}
