using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>288 buckets of 1,000 events a day; a target of 99 % allows 2,880 bad.</summary>
public sealed class ExclusionTests
{
    private static readonly ExcludedTime Patch = new("patch", Noon - Hours(3), Noon - Hours(2));

    [Fact]
    public void An_excluded_hour_returns_its_events_and_the_raw_figure_stays()
    {
        // 12 buckets with 100 bad each are 1,200 of 2,880.
        BudgetFigures figures = Figures(Failing(Patch), Patch);

        figures.RemainingRaw.ShouldBe(1 - (1_200m / 2_880));
        figures.Remaining.ShouldBe(1m);
        figures.BadEvents.ShouldBe(0m);
        figures.TotalEvents.ShouldBe(276_000m);
        figures.Excluded.ShouldBe(Hours(1));
        figures.Returned.ShouldBe(
            new Dictionary<string, decimal> { ["patch"] = 1_200m / 2_880 },
            ignoreOrder: true
        );
        figures.Coverage.ShouldBe(1m);
    }

    [Fact]
    public void Each_exception_is_told_what_it_returns_by_itself()
    {
        ExcludedTime half = new("half", Patch.Start, Patch.Start + Minutes(30));

        BudgetFigures figures = Figures(Failing(Patch), Patch, half);

        // Without the half hour: 600 of 282 buckets' 2,820 that may be bad.
        figures.Returned["patch"].ShouldBe(1_200m / 2_880);
        figures.Returned["half"].ShouldBe((1_200m / 2_880) - (600m / 2_820));
        figures.Excluded.ShouldBe(Hours(1));
    }

    [Fact]
    public void Without_an_exclusion_in_the_window_nothing_is_returned()
    {
        ExcludedTime longAgo = new("old", Noon - Days(9), Noon - Days(8));

        BudgetFigures figures = Figures(Failing(Patch), longAgo);

        figures.Remaining.ShouldBe(figures.RemainingRaw);
        figures.Excluded.ShouldBe(TimeSpan.Zero);
        figures.Returned.ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_part_inside_the_window_is_excluded()
    {
        ExcludedTime across = new("across", Noon - Hours(30), Noon - Hours(23));

        Figures(Failing(Patch), across).Excluded.ShouldBe(Hours(1));
    }

    [Fact]
    public void An_exclusion_under_way_is_not_an_absent_metric()
    {
        ExcludedTime now = new("now", Noon - Days(2), Noon + Hours(1));

        Assessment assessment = Assess(Failing(Patch), now);

        assessment.Verdict.ShouldBe(Verdict.Measured);
        assessment.Health.ShouldBe(BudgetHealth.Healthy);
        assessment.Figures!.Remaining.ShouldBe(1m);
        assessment.Figures.Sli.ShouldBeNull();
        assessment.Figures.Excluded.ShouldBe(Days(1));
    }

    [Fact]
    public void A_metric_that_vanishes_in_excluded_time_is_absent()
    {
        BudgetLedger ledger = Failing(Patch).FindNothing(Noon, Noon + Minutes(10));
        ExcludedTime now = new("now", Noon, Noon + Hours(1));

        Assessment assessment = Assessor.Assess(
            Promise("99"),
            OneDay,
            new Reading(ledger),
            [now]
        );

        assessment.Verdict.ShouldBe(Verdict.MetricAbsent);
    }

    [Fact]
    public void What_an_exclusion_leaves_can_be_too_few_events()
    {
        ExcludedTime most = new("most", Noon - Days(2), Noon - Minutes(5));

        Assessor
            .Assess(
                Promise("99", null, minimumEvents: 1_001),
                OneDay,
                new Reading(Failing(Patch)),
                [most]
            )
            .Verdict.ShouldBe(Verdict.TooFewEvents);
    }

    [Fact]
    public void A_part_of_a_bucket_counts_as_not_excluded_until_it_was_read()
    {
        ExcludedTime late = Patch with { Start = Patch.Start + Minutes(2) };
        Reading reading = new(Failing(Patch)) { Detail = new BucketDetail() };

        Assessment before = Assessor.Assess(Promise("99"), OneDay, reading, [late]);
        before.IsExclusionPending.ShouldBeTrue();
        before.Figures!.BadEvents.ShouldBe(100m);

        reading.Detail!.RecordPiece(
            late.Start,
            Patch.Start + Minutes(5),
            new BucketCounts(70, 600)
        );
        Assessment after = Assessor.Assess(Promise("99"), OneDay, reading, [late]);
        after.IsExclusionPending.ShouldBeFalse();
        after.Figures!.BadEvents.ShouldBe(30m);
        after.Figures.TotalEvents.ShouldBe(276_400m);
    }

    [Fact]
    public void Minutes_left_are_at_the_traffic_of_the_time_that_counts()
    {
        ExcludedTime late = Patch with { Start = Patch.Start + Minutes(2) };
        Reading reading = new(Failing(Patch)) { Detail = new BucketDetail() };
        reading.Detail!.RecordPiece(
            late.Start,
            Patch.Start + Minutes(5),
            new BucketCounts(70, 600)
        );

        BudgetFigures figures = Assessor
            .Assess(Promise("99"), OneDay, reading, [late])
            .Figures.ShouldNotBeNull();

        // 1,382 minutes with 276,400 events, of which 2,764 may be bad and 30 were.
        figures.MinutesLeft.ShouldBe(2_734m * 1_382 / 276_400);
    }

    [Fact]
    public void A_part_never_takes_more_than_its_bucket_holds()
    {
        ExcludedTime late = Patch with { Start = Patch.Start + Minutes(2) };
        Reading reading = new(Failing(Patch)) { Detail = new BucketDetail() };
        reading.Detail!.RecordPiece(
            late.Start,
            Patch.Start + Minutes(5),
            new BucketCounts(101, 1_001)
        );

        BudgetFigures figures = Assessor
            .Assess(Promise("99"), OneDay, reading, [late])
            .Figures.ShouldNotBeNull();

        figures.BadEvents.ShouldBe(0m);
        figures.TotalEvents.ShouldBe(276_000m);
    }

    [Fact]
    public void A_part_of_a_rolled_up_hour_is_taken_by_its_buckets()
    {
        // Ten days ago, 30 minutes of an hour whose 12 buckets had 1 to 12 bad.
        DateTimeOffset hour = Noon - Days(10);
        BudgetLedger ledger = Ledger()
            .FillRising(hour, hour + Hours(1))
            .Fill(Noon - Hours(1), (0, 100));
        ExcludedTime half = new("half", hour + Minutes(10), hour + Minutes(40));
        Reading reading = new(ledger) { Detail = new BucketDetail() };

        Assessor.Assess(Promise("99"), FourWeeks, reading, [half]).IsExclusionPending.ShouldBeTrue();
        for (int bucket = 1; bucket <= 12; bucket++)
        {
            reading.Detail!.Record(hour + Minutes(5 * bucket), new BucketCounts(bucket, 100));
        }

        Assessment assessment = Assessor.Assess(Promise("99"), FourWeeks, reading, [half]);
        assessment.IsExclusionPending.ShouldBeFalse();
        assessment.Figures!.BadEvents.ShouldBe(1m + 2 + 9 + 10 + 11 + 12);
        assessment.Figures.TotalEvents.ShouldBe(700m);
    }

    [Fact]
    public void A_slice_of_which_a_part_is_excluded_is_judged_by_the_rest()
    {
        // None bad of 100, then 60: 30 % of the slice, more than a quarter. Without the second bucket it is good, without the first still bad.
        TimesliceRule slices = Slices(10, "75");
        BudgetLedger ledger = new BudgetLedger(Days(1), slices)
            .Fill(Noon - Hours(2), (60, 100))
            .Fill(Noon - Hours(2) - Minutes(5), (0, 100))
            .Fill(Noon, (0, 100));
        ExcludedTime failing = new("x", Noon - Hours(2) - Minutes(5), Noon - Hours(2));
        ExcludedTime clean = new("x", Noon - Hours(2) - Minutes(10), Noon - Hours(2) - Minutes(5));

        Sli(failing).ShouldBe(1m);
        Sli(clean).ShouldBe(0.5m);
        Sli(clean, failing).ShouldBe(1m);
        Counted(failing).ShouldBe(2);
        Counted(clean, failing).ShouldBe(1);

        decimal? Sli(params ExcludedTime[] times) => Of(times).Sli;
        decimal Counted(params ExcludedTime[] times) => Of(times).BadAllowed / 0.1m;
        BudgetFigures Of(ExcludedTime[] times) =>
            Assessor
                .Assess(Promise("90", slices), OneDay, new Reading(ledger), times)
                .Figures.ShouldNotBeNull();
    }

    [Fact]
    public void Excluded_errors_burn_nothing()
    {
        ExcludedTime lastHour = new("now", Noon - Hours(1), Noon);
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(1), Noon - Hours(1), (0, 1_000))
            .Fill(Noon - Hours(1), Noon, (500, 1_000));

        Figures(ledger).BurnOver(BurnWindow.OneHour).ShouldBe(50m);
        BudgetFigures figures = Figures(ledger, lastHour);
        figures.Burn.ShouldAllBe(burn => burn.Rate == 0);
        figures.ExhaustionAt.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0)] // the live five minutes as a whole
    [InlineData(3, 2)] // from 12:01 on: the last bucket, which is 2 % bad, is not excluded
    public void A_live_burn_counts_no_excluded_time(int startsAfter, decimal rate)
    {
        Reading reading = new(Ledger().Fill(Noon - Days(1), Noon, (20, 1_000)))
        {
            Live = new LiveWindow(Noon + Minutes(3), new BucketCounts(500, 1_000)),
        };
        ExcludedTime now = new(
            "now",
            Noon - Minutes(2) + Minutes(startsAfter),
            Noon + Hours(1)
        );

        BudgetFigures figures = Assessor
            .Assess(Promise("99"), OneDay, reading, [now])
            .Figures.ShouldNotBeNull();

        figures.BurnOver(BurnWindow.FiveMinutes).ShouldBe(rate);
    }

    [Fact]
    public void Coverage_is_of_the_time_that_counts()
    {
        // Measured but for the excluded hour and one hour more.
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(1), Noon - Hours(4), (0, 10))
            .FindNothing(Noon - Hours(4), Noon - Hours(2))
            .Fill(Noon - Hours(2), Noon, (0, 10));

        Figures(ledger, Patch).Coverage.ShouldBe(264m / 276);
    }

    private static BudgetLedger Failing(ExcludedTime time) =>
        Ledger()
            .Fill(Noon - Days(1), Noon, (0, 1_000))
            .Fill(time.Start, time.End, (100, 1_000));

    private static BudgetFigures Figures(BudgetLedger ledger, params ExcludedTime[] excluded) =>
        Assess(ledger, excluded).Figures.ShouldNotBeNull();

    private static Assessment Assess(BudgetLedger ledger, params ExcludedTime[] excluded) =>
        Assessor.Assess(Promise("99"), OneDay, new Reading(ledger), excluded);
}
