using System.Globalization;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Laws;

/// <summary>The truth: every bucket up to <paramref name="End"/>, null where nothing was measured.</summary>
internal sealed record History(IReadOnlyList<BucketCounts?> Buckets, DateTimeOffset End)
{
    public DateTimeOffset Start => End - (Buckets.Count * BucketGrid.Length);

    public BucketCounts? At(DateTimeOffset end)
    {
        int index = IndexOf(end);
        return index >= 0 && index < Buckets.Count ? Buckets[index] : null;
    }

    public History With(int index, BucketCounts? counts)
    {
        BucketCounts?[] changed = [.. Buckets];
        changed[index] = counts;
        return this with { Buckets = changed };
    }

    /// <summary>Reads (<paramref name="after"/>, <paramref name="through"/>] into the ledger, old to new.</summary>
    public void ReadInto(BudgetLedger ledger, DateTimeOffset after, DateTimeOffset through)
    {
        for (
            DateTimeOffset end = after + BucketGrid.Length;
            end <= through;
            end += BucketGrid.Length
        )
        {
            ledger.Record(end, At(end));
        }
    }

    public BudgetLedger ReadInto(BudgetLedger ledger)
    {
        ReadInto(ledger, Start, End);
        return ledger;
    }

    /// <summary>What the collector does each day: the far end of the window again, where it was rolled up.</summary>
    public void ReadEdgeInto(BudgetLedger ledger, BudgetWindow window)
    {
        if (
            ledger.LastMeasured is { } last
            && ledger.EdgeToRead(window.SpanAt(last).Start) is { } start
        )
        {
            ledger.BeginEdge(start);
            DateTimeOffset through = start + BudgetLedger.EdgeLength;
            ReadInto(
                ledger,
                start,
                through < ledger.ReadThrough ? through : ledger.ReadThrough!.Value
            );
        }
    }

    /// <summary>The sums by plain counting, bucket by bucket and slice by slice.</summary>
    public WindowSums Sum(DateTimeOffset start, DateTimeOffset end, TimesliceRule? slice)
    {
        int first = Math.Max(0, IndexOf(start) + 1);
        int last = Math.Min(Buckets.Count - 1, IndexOf(end));
        var sums = default(WindowSums);
        for (int index = first; index <= last; index++)
        {
            sums += Count(index);
            if (slice is not null && EndsSlice(index, slice))
            {
                sums += Judge(index, slice);
            }
        }

        return sums;
    }

    public override string ToString()
    {
        int measured = Buckets.Count(bucket => bucket is not null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Buckets.Count} buckets to {End:u}, {measured} measured: {string.Join(' ', Buckets.Take(40).Select(bucket => bucket is { } counts ? $"{counts.Bad}/{counts.Total}" : "-"))} …"
        );
    }

    private WindowSums Count(int index) =>
        Buckets[index] is { } counts ? new WindowSums(counts.Bad, counts.Total, 1, 0, 0) : default;

    private bool EndsSlice(int index, TimesliceRule slice) =>
        (Start + ((index + 1) * BucketGrid.Length)).UtcTicks % slice.Length.Ticks == 0;

    private WindowSums Judge(int last, TimesliceRule slice)
    {
        var whole = default(WindowSums);
        for (int index = Math.Max(0, last - slice.Buckets + 1); index <= last; index++)
        {
            whole += Count(index);
        }

        bool isBad = slice.IsBad(whole.Bad, whole.Total);
        return whole.MeasuredBuckets == 0 ? default : new WindowSums(0, 0, 0, isBad ? 1 : 0, 1);
    }

    private int IndexOf(DateTimeOffset end) => (int)((end - Start) / BucketGrid.Length) - 1;
}
