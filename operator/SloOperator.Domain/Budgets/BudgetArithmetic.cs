using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Budgets;

/// <summary>The sums of budget-math for one objective at one time; in decimal, because users read the digits.</summary>
internal sealed class BudgetArithmetic(
    Objective objective,
    BudgetLedger ledger,
    WindowSpan span,
    SummedWindows windows
)
{
    private readonly decimal _allowed = objective.Target.AllowedRatio;
    private readonly TimeSpan _length = span.End - span.Start;
    private readonly WindowSums _sums = windows.Over(span.End - span.Start);

    public BudgetFigures Figures(LiveWindow? live)
    {
        Ratio consumption = ConsumptionOf(_sums);
        decimal remaining = consumption.Remaining;
        IReadOnlyList<BurnRate> burn = BurnRates(live);
        DateTimeOffset firstMeasuredStart = ledger.FirstMeasured!.Value - BucketGrid.Length;
        return new BudgetFigures
        {
            EvaluatedAt = span.End,
            Sli = consumption.Count == 0 ? null : 1 - (consumption.Bad / consumption.Count),
            Remaining = remaining,
            RemainingRaw = windows.IsExcluding ? Remaining(windows.Raw(_length)) : remaining,
            Excluded = windows.ExcludedWithin(span.Start, span.End),
            BadEvents = (decimal)_sums.Bad,
            TotalEvents = (decimal)_sums.Total,
            BadAllowed = consumption.Allowed,
            BadLeft = Math.Max(0, consumption.Allowed - consumption.Bad),
            MinutesLeft = MinutesLeft(Math.Max(0, consumption.Allowed - consumption.Bad)),
            Burn = burn,
            ExhaustionAt = ExhaustionAt(remaining),
            Coverage = Coverage(firstMeasuredStart),
            MeasuredSince = firstMeasuredStart > span.Start ? firstMeasuredStart : span.Start,
            IsShortOfHistory = firstMeasuredStart > span.Start,
        };
    }

    /// <summary>What would remain if the window had held these.</summary>
    public decimal Remaining(WindowSums sums) => ConsumptionOf(sums).Remaining;

    private Ratio ConsumptionOf(WindowSums sums) =>
        objective.Timeslice is { } slice
            ? OfSlices(sums, slice)
            : new((decimal)sums.Bad, (decimal)sums.Total, _allowed * (decimal)sums.Total);

    /// <summary>Unmeasured slices are left out; those of a calendar period still to come count, for its budget in time is the whole period's.</summary>
    private Ratio OfSlices(WindowSums sums, TimesliceRule slice)
    {
        int toCome = span.PeriodEnd is { } periodEnd
            ? SlicesIn(span.End, periodEnd, slice.Length)
            : 0;
        int expected = sums.MeasuredSlices + toCome;
        return new Ratio(sums.BadSlices, sums.MeasuredSlices, _allowed * expected);
    }

    private static int SlicesIn(DateTimeOffset start, DateTimeOffset end, TimeSpan length) =>
        (int)(
            ((end - DateTimeOffset.UnixEpoch).Ticks / length.Ticks)
            - ((start - DateTimeOffset.UnixEpoch).Ticks / length.Ticks)
        );

    private decimal? MinutesLeft(decimal badLeft)
    {
        if (objective.Timeslice is { } slice)
        {
            return badLeft * (decimal)slice.Length.TotalMinutes;
        }

        TimeSpan measured =
            (_sums.MeasuredBuckets * BucketGrid.Length) - windows.RemovedFrom(_length).PartialTime;
        decimal measuredMinutes = (decimal)measured.TotalMinutes;
        decimal total = (decimal)_sums.Total;
        return total == 0 ? null : badLeft * measuredMinutes / total;
    }

    private List<BurnRate> BurnRates(LiveWindow? live)
    {
        var rates = new List<BurnRate>(BurnWindow.All.Count);
        foreach (BurnWindow window in BurnWindow.All)
        {
            bool isLive = window == BurnWindow.FiveMinutes && live?.End > span.End;
            rates.Add(
                new BurnRate(window, (isLive ? LiveBurn(live!) : null) ?? BurnOver(window.Length))
            );
        }

        return rates;
    }

    /// <summary>Null when the live window cannot say: no total, slices longer than it, or a part of it excluded.</summary>
    private decimal? LiveBurn(LiveWindow live) =>
        (live.Counts, objective.Timeslice) switch
        {
            _ when ExcludedOf(live) is var part && part > TimeSpan.Zero => part < BucketGrid.Length
                ? null
                : 0,
            (null, _) => null,
            ({ } counts, null) => BurnOf((decimal)counts.Bad, (decimal)counts.Total),
            ({ } counts, { Buckets: 1 } slice) => slice.IsBad(counts.Bad, counts.Total)
                ? 1 / _allowed
                : 0,
            _ => null,
        };

    private TimeSpan ExcludedOf(LiveWindow live) =>
        windows.ExcludedWithin(live.End - BucketGrid.Length, live.End);

    /// <summary>A look-back shorter than a slice takes the last complete slice.</summary>
    private decimal BurnOver(TimeSpan length)
    {
        if (objective.Timeslice is not { } slice)
        {
            WindowSums events = windows.Over(length);
            return BurnOf((decimal)events.Bad, (decimal)events.Total);
        }

        TimeSpan whole = length < slice.Length ? slice.Length : length;
        WindowSums slices = windows.Over(whole);
        return BurnOf(slices.BadSlices, slices.MeasuredSlices);
    }

    /// <summary>No more than all events can be bad; rounding above that is cut.</summary>
    private decimal BurnOf(decimal bad, decimal total) =>
        total == 0 ? 0 : Math.Min(1, bad / total) / _allowed;

    /// <summary>Remaining budget over the burn of the last 6 h (of the last day when those hold too few events to judge by).</summary>
    private DateTimeOffset? ExhaustionAt(decimal remaining)
    {
        WindowSums recent = windows.Over(BurnWindow.SixHours.Length);
        bool isTooFew = recent.Total < objective.MinimumEvents;
        decimal burn = BurnOver((isTooFew ? BurnWindow.OneDay : BurnWindow.SixHours).Length);
        if (remaining <= 0 || burn <= 0)
        {
            return null;
        }

        // The budget in time is the whole period's, the budget in events that of the events so far.
        // Excluded time has none.
        TimeSpan budgeted =
            (objective.Timeslice is null ? span.Elapsed : span.Full)
            - windows.ExcludedWithin(span.Start, span.End);
        decimal share = remaining / burn;

        // In a rolling window a budget that lasts a whole window outlives what burns it: the oldest buckets leave first.
        TimeSpan untilRenewed = span.PeriodEnd is { } periodEnd
            ? periodEnd - span.End
            : span.Elapsed;
        double ticks = (double)share * budgeted.Ticks;
        return ticks > untilRenewed.Ticks ? null : span.End + TimeSpan.FromTicks((long)ticks);
    }

    private decimal Coverage(DateTimeOffset firstMeasuredStart)
    {
        DateTimeOffset from = firstMeasuredStart > span.Start ? firstMeasuredStart : span.Start;
        long buckets = BucketGrid.IndexAt(span.End) - BucketGrid.IndexAt(from);
        long excluded = windows.ExcludedBuckets(from, span.End);
        if (excluded > 0 && excluded >= buckets)
        {
            return 1;
        }

        long expected = buckets - excluded;
        return expected <= 0 ? 0 : Math.Min(1, (decimal)_sums.MeasuredBuckets / expected);
    }

    private readonly record struct Ratio(decimal Bad, decimal Count, decimal Allowed)
    {
        public decimal Remaining => Allowed == 0 ? 1 : 1 - (Bad / Allowed);
    }
}
