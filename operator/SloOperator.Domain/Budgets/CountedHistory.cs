using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>What counts of a reading, exclusions taken out: hours at once, single buckets where they are known.</summary>
internal sealed class CountedHistory
{
    private readonly BudgetLedger _ledger;
    private readonly TimesliceRule? _slice;
    private readonly ExcludedEvents _excluded;

    public CountedHistory(
        Objective objective,
        Reading reading,
        IReadOnlyList<ExcludedTime> excluded
    )
    {
        _ledger = reading.Ledger;
        _slice = objective.Timeslice;
        _excluded = new ExcludedEvents(reading, _slice, new ExcludedSpans(excluded));
        End = BucketGrid.IndexAt(_ledger.LastMeasured!.Value);
    }

    /// <summary>The newest measured bucket.</summary>
    public long End { get; }

    public ExcludedSpans Excluded => _excluded.Spans;

    public WindowSums Sum(long after, long through)
    {
        DateTimeOffset start = BucketGrid.EndOf(after);
        DateTimeOffset end = BucketGrid.EndOf(through);
        return _excluded.Within(start, end).From(_ledger.Sum(start, end));
    }

    public Tally Over(long after, long through) => TallyOf(Sum(after, through));

    /// <summary>One bucket, or the slice that ends with it; null when only the sum of its hour is known.</summary>
    public Tally? At(long index) => _excluded.Counted(index) is { } sums ? TallyOf(sums) : null;

    public Tally TallyOf(WindowSums sums) =>
        _slice is null
            ? new Tally(sums.Bad, sums.Total)
            : new Tally(sums.BadSlices, sums.MeasuredSlices);
}
