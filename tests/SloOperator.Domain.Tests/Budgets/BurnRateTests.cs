using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

public sealed class BurnRateTests
{
    [Fact]
    public void Burn_is_published_over_seven_windows_shortest_first()
    {
        BurnWindow
            .All.Select(window => (window.Name, window.Length))
            .ShouldBe([
                ("5m", Minutes(5)),
                ("30m", Minutes(30)),
                ("1h", Hours(1)),
                ("2h", Hours(2)),
                ("6h", Hours(6)),
                ("1d", Days(1)),
                ("3d", Days(3)),
            ]);
    }

    [Fact]
    public void Each_window_divides_its_own_failures_by_its_own_traffic()
    {
        // 144 bad in the last bucket; 1,000 events in each: 14.4 %, 2.4 %, 1.2 %, 0.6 %, 0.2 %, 0.05 %, 0.0166… %.
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(3), Noon - Minutes(5), (0, 1_000))
            .Fill(Noon, (144, 1_000));

        BudgetFigures figures = Figures(ledger);

        figures.Burn.Select(burn => burn.Window).ShouldBe(BurnWindow.All);
        figures
            .Burn.Select(burn => Math.Round(burn.Rate, 6))
            .ShouldBe([144m, 24m, 12m, 6m, 2m, 0.5m, 0.166667m]);
        figures.BurnOver(BurnWindow.SixHours).ShouldBe(2m);
    }

    [Fact]
    public void Burn_of_one_spends_the_budget_in_one_window()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Days(3), Noon, (1, 1_000));

        Figures(ledger).Burn.ShouldAllBe(burn => burn.Rate == 1m);
        Figures(ledger).Remaining.ShouldBe(0m);
    }

    [Fact]
    public void Burn_is_zero_where_there_was_no_traffic()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Hours(2), Noon - Hours(1), (10, 1_000))
            .Fill(Noon - Hours(1), Noon, (0, 0));

        BudgetFigures figures = Figures(ledger);

        figures.BurnOver(BurnWindow.OneHour).ShouldBe(0m);
        figures.BurnOver(BurnWindow.SixHours).ShouldBe(10m);
    }

    [Fact]
    public void Burn_is_never_more_than_when_everything_fails()
    {
        // 5 · 10⁻⁷ above the total is rounding, and cut.
        BudgetLedger ledger = Ledger().Fill(Noon, (1.000_000_5, 1));

        Figures(ledger).BurnOver(BurnWindow.FiveMinutes).ShouldBe(1_000m);
    }

    [Fact]
    public void A_newer_live_window_is_the_five_minute_burn_and_no_other()
    {
        var live = new LiveWindow(Noon + Minutes(1), new BucketCounts(20, 1_000));

        BudgetFigures figures = Figures(Clean(), live);

        figures.BurnOver(BurnWindow.FiveMinutes).ShouldBe(20m);
        figures.Burn.Skip(1).ShouldAllBe(burn => burn.Rate == 0m);
        figures.EvaluatedAt.ShouldBe(Noon);
        figures.Remaining.ShouldBe(1m);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_live_window_that_is_not_newer_than_the_last_bucket_is_not_used(int minutes)
    {
        var live = new LiveWindow(Noon + Minutes(minutes), new BucketCounts(20, 1_000));

        Figures(Clean(), live).BurnOver(BurnWindow.FiveMinutes).ShouldBe(0m);
    }

    [Fact]
    public void An_idle_live_window_does_not_burn()
    {
        BudgetLedger ledger = Ledger().Fill(Noon, (20, 1_000));
        var live = new LiveWindow(Noon + Minutes(1), new BucketCounts(0, 0));

        Figures(ledger, live).BurnOver(BurnWindow.FiveMinutes).ShouldBe(0m);
    }

    [Fact]
    public void A_live_window_without_a_total_leaves_the_last_bucket_s_burn()
    {
        BudgetLedger ledger = Ledger().Fill(Noon, (20, 1_000));

        Figures(ledger, new LiveWindow(Noon + Minutes(1), null))
            .BurnOver(BurnWindow.FiveMinutes)
            .ShouldBe(20m);
    }

    [Theory]
    [InlineData(10, 0)] // exactly on the slice target
    [InlineData(11, 20)] // 1 / 0.05
    public void A_live_window_of_one_slice_is_good_or_bad_as_a_whole(int bad, int burn)
    {
        var live = new LiveWindow(Noon + Minutes(1), new BucketCounts(bad, 1_000));
        BudgetLedger ledger = Ledger(Slices(5, "99")).Fill(Noon - Days(1), Noon, (0, 1_000));

        Figures(ledger, live, Promise("95", Slices(5, "99")))
            .BurnOver(BurnWindow.FiveMinutes)
            .ShouldBe(burn);
    }

    [Fact]
    public void A_live_window_shorter_than_a_slice_cannot_judge_it()
    {
        var live = new LiveWindow(Noon + Minutes(1), new BucketCounts(1_000, 1_000));
        BudgetLedger ledger = Ledger(Slices(10, "99")).Fill(Noon - Days(1), Noon, (0, 1_000));

        Figures(ledger, live, Promise("95", Slices(10, "99")))
            .BurnOver(BurnWindow.FiveMinutes)
            .ShouldBe(0m);
    }

    [Fact]
    public void Burn_of_slices_is_their_bad_share()
    {
        // 3 of the last 12 five-minute slices bad: 25 % / 5 %.
        BudgetLedger ledger = Ledger(Slices(5, "99"))
            .Fill(Noon - Hours(1), Noon - Minutes(15), (0, 1_000))
            .Fill(Noon - Minutes(15), Noon, (500, 1_000));

        BudgetFigures figures = Figures(ledger, null, Promise("95", Slices(5, "99")));

        figures.BurnOver(BurnWindow.FiveMinutes).ShouldBe(20m);
        figures.BurnOver(BurnWindow.OneHour).ShouldBe(5m);
    }

    [Fact]
    public void A_look_back_shorter_than_a_slice_takes_the_last_complete_slice()
    {
        // The slice that ended at 12:00 is bad; twenty minutes of the next have passed.
        BudgetLedger ledger = Ledger(Slices(60, "99"))
            .Fill(Noon - Hours(2), Noon - Hours(1), (0, 1_000))
            .Fill(Noon - Hours(1), Noon, (500, 1_000))
            .Fill(Noon, Noon + Minutes(20), (0, 1_000));

        BudgetFigures figures = Figures(ledger, null, Promise("95", Slices(60, "99")));

        figures.BurnOver(BurnWindow.FiveMinutes).ShouldBe(20m);
        figures.BurnOver(BurnWindow.OneHour).ShouldBe(20m);
        figures.BurnOver(BurnWindow.SixHours).ShouldBe(10m);
    }

    private static BudgetLedger Clean() => Ledger().Fill(Noon - Days(1), Noon, (0, 1_000));

    private static BudgetFigures Figures(
        BudgetLedger ledger,
        LiveWindow? live = null,
        Objective? objective = null
    ) =>
        Assessor
            .Assess(objective ?? Promise("99.9"), OneDay, new Reading(ledger) { Live = live })
            .Figures.ShouldNotBeNull();
}
