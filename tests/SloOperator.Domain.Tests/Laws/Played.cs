using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Tests.Laws;

/// <summary>
/// One objective's history, and what becomes of it when its last day's traffic goes on at its last six hours' error ratio: recorded into a real
/// ledger bucket by bucket, with the far end and what exclusions need read as the collector does.
/// </summary>
internal sealed class Played
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly BudgetWindow _window;
    private readonly Objective _promise;
    private readonly IReadOnlyList<ExcludedTime> _excluded;
    private readonly BudgetLedger _ledger;
    private History _truth;

    public Played(
        History history,
        BudgetWindow window,
        Objective promise,
        IReadOnlyList<ExcludedTime> excluded
    )
    {
        (_truth, _window, _promise, _excluded) = (history, window, promise, excluded);
        _ledger = history.ReadInto(new BudgetLedger(window.Longest, promise.Timeslice));
        history.ReadEdgeInto(_ledger, window);
        Reading = new Reading(_ledger) { Detail = new BucketDetail() };
        ReadApart();
    }

    public Reading Reading { get; }

    public BudgetFigures Now => Assessor.Assess(_promise, _window, Reading, _excluded).Figures!;

    /// <summary>Asks again with the hour that was wanted, until none is.</summary>
    public DateTimeOffset? Forecast(Func<Reading, Relief> forecast)
    {
        var asked = new HashSet<DateTimeOffset>();
        while (true)
        {
            Relief relief = forecast(Reading);
            if (relief.HourWanted is not { } hour)
            {
                return relief.At;
            }

            asked.Add(hour).ShouldBeTrue($"{hour:u} was read and is wanted again");
            asked.Count.ShouldBeLessThan(25);
            ReadHour(hour);
        }
    }

    /// <summary>The first evaluation, the present one included, that is as wanted.</summary>
    public DateTimeOffset? FirstWhen(Func<BudgetFigures, bool> isWanted, DateTimeOffset until)
    {
        BucketCounts each = Assumed();
        for (DateTimeOffset at = _truth.End; at <= until; at = _truth.End)
        {
            if (isWanted(Now))
            {
                return at;
            }

            _truth = new History([.. _truth.Buckets, each], at + BucketGrid.Length);
            _ledger.Record(_truth.End, each);
            _truth.ReadEdgeInto(_ledger, _window);
            if (_truth.End.UtcTicks % Hour.Ticks == 0)
            {
                ReadApart();
            }
        }

        return null;
    }

    /// <summary>The slices of the assumption, in fractions where the six hours had some of both.</summary>
    public (decimal Bad, decimal Count) AssumedSlices()
    {
        WindowSums sums = Recent();
        return (sums.BadSlices, sums.MeasuredSlices);
    }

    private BucketCounts Assumed()
    {
        WindowSums day = Counted(Given.Hours(24));
        double mean = day.MeasuredBuckets == 0 ? 0 : day.Total / day.MeasuredBuckets;
        WindowSums recent = Recent();
        double ratio = recent.Total > 0 ? recent.Bad / recent.Total : 0;
        return new BucketCounts(mean * ratio, mean);
    }

    private WindowSums Recent()
    {
        WindowSums six = Counted(Given.Hours(6));
        return six.Total < _promise.MinimumEvents || six.Total == 0
            ? Counted(Given.Hours(24))
            : six;
    }

    private WindowSums Counted(TimeSpan length)
    {
        History counted = Without(_truth, _excluded);
        return counted.Sum(counted.End - length, counted.End, _promise.Timeslice);
    }

    /// <summary>What exclusions leave; where one takes a part of a bucket, that part of its events.</summary>
    public static History Without(History truth, IReadOnlyList<ExcludedTime> excluded) =>
        truth with
        {
            Buckets =
            [
                .. truth.Buckets.Select(
                    (counts, index) =>
                        Left(counts, truth.Start + (index * BucketGrid.Length), excluded)
                ),
            ],
        };

    private static BucketCounts? Left(
        BucketCounts? counts,
        DateTimeOffset start,
        IReadOnlyList<ExcludedTime> excluded
    )
    {
        if (counts is not { } events)
        {
            return null;
        }

        int minutes = Enumerable
            .Range(0, 5)
            .Count(minute =>
                excluded.All(time =>
                    start + Given.Minutes(minute) < time.Start
                    || start + Given.Minutes(minute) >= time.End
                )
            );
        return minutes == 0
            ? null
            : new BucketCounts(events.Bad * minutes / 5, events.Total * minutes / 5);
    }

    private void ReadApart()
    {
        WantedDetail wanted = ExclusionPlan.Needed(
            _excluded,
            _window.SpanAt(_ledger.LastMeasured!.Value),
            _ledger.DetailedAfter
        );
        foreach (DateTimeOffset hour in wanted.Hours)
        {
            ReadHour(hour);
        }

        foreach (EventSpan piece in wanted.Pieces)
        {
            BucketCounts? counts = _truth.At(BucketGrid.Floor(piece.Start) + BucketGrid.Length);
            double share = (piece.End - piece.Start) / BucketGrid.Length;
            Reading.Detail!.RecordPiece(
                piece.Start,
                piece.End,
                counts is { } events
                    ? new BucketCounts(events.Bad * share, events.Total * share)
                    : null
            );
        }
    }

    private void ReadHour(DateTimeOffset hour)
    {
        for (int bucket = 1; bucket <= 12; bucket++)
        {
            DateTimeOffset end = hour + (bucket * BucketGrid.Length);
            Reading.Detail!.Record(end, _truth.At(end));
        }
    }
}
