using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>A day of 288 buckets of 1,000 events at 99.9 %: 288 may be bad.</summary>
public sealed class FiguresTests
{
    [Fact]
    public void Half_of_the_allowed_events_bad_leaves_half_of_the_budget()
    {
        BudgetFigures figures = Figures(Day(bad: 144));

        figures.Remaining.ShouldBe(0.5m);
        figures.Sli.ShouldBe(0.9995m);
        figures.BadEvents.ShouldBe(144m);
        figures.TotalEvents.ShouldBe(288_000m);
        figures.BadAllowed.ShouldBe(288m);
        figures.BadLeft.ShouldBe(144m);
        figures.EvaluatedAt.ShouldBe(Noon);
    }

    [Theory]
    [InlineData(0, "1")]
    [InlineData(72, "0.75")]
    [InlineData(288, "0")]
    [InlineData(576, "-1")]
    [InlineData(864, "-2")]
    public void What_remains_is_not_clamped_because_its_depth_decides_how_long_a_freeze_lasts(
        int bad,
        string remaining
    )
    {
        Figures(Day(bad)).Remaining.ShouldBe(decimal.Parse(remaining, null));
    }

    [Fact]
    public void A_target_of_99_point_9_prints_no_binary_fractions()
    {
        BudgetLedger ledger = Ledger().Fill(Noon, (1, 1_000_000));

        Figures(ledger).Remaining.ToString().ShouldBe("0.999");
        Figures(ledger).Sli.ToString().ShouldBe("0.999999");
    }

    [Fact]
    public void The_rest_of_the_budget_is_so_many_minutes_of_full_outage()
    {
        // 144 events at 200 a minute.
        Figures(Day(bad: 144)).MinutesLeft.ShouldBe(0.72m);
    }

    [Fact]
    public void Minutes_left_go_by_the_traffic_of_the_measured_time_only()
    {
        // One hour of 12,000 events, 6 of the 12 allowed ones bad: 6 at 200 a minute.
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Hours(1), Noon - Minutes(5), (0, 1_000))
            .Fill(Noon, (6, 1_000));

        Figures(ledger).MinutesLeft.ShouldBe(0.03m);
    }

    [Fact]
    public void A_spent_budget_has_nothing_left_and_never_less()
    {
        BudgetFigures figures = Figures(Day(bad: 576));

        figures.BadLeft.ShouldBe(0m);
        figures.MinutesLeft.ShouldBe(0m);
    }

    [Fact]
    public void Without_traffic_the_budget_is_whole_and_nothing_is_invented()
    {
        BudgetFigures figures = Figures(Ledger().Fill(Noon - Days(1), Noon, (0, 0)));

        figures.Remaining.ShouldBe(1m);
        figures.Sli.ShouldBeNull();
        figures.MinutesLeft.ShouldBeNull();
        figures.BadLeft.ShouldBe(0m);
        figures.ExhaustionAt.ShouldBeNull();
        figures.Coverage.ShouldBe(1m);
        figures.Burn.ShouldAllBe(burn => burn.Rate == 0m);
    }

    [Fact]
    public void Events_below_what_a_decimal_can_hold_are_no_traffic()
    {
        Assessment assessment = Assess(Ledger().Fill(Noon, (1e-30, 1e-30)));

        assessment.Verdict.ShouldBe(Verdict.NoTraffic);
        assessment.Figures!.Remaining.ShouldBe(1m);
        assessment.Figures.MinutesLeft.ShouldBeNull();
    }

    [Fact]
    public void Only_the_window_counts()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(2), Noon - Days(1), (1_000, 1_000))
            .Fill(Noon - Days(1), Noon, (0, 1_000));

        Figures(ledger).Remaining.ShouldBe(1m);
        Figures(ledger).TotalEvents.ShouldBe(288_000m);
    }

    [Fact]
    public void The_evaluation_is_as_of_the_last_measured_bucket()
    {
        BudgetLedger ledger = Day(bad: 144).FindNothing(Noon, Noon + Hours(5));

        BudgetFigures figures = Figures(ledger);

        figures.EvaluatedAt.ShouldBe(Noon);
        figures.Remaining.ShouldBe(0.5m);
    }

    [Fact]
    public void A_calendar_budget_in_events_is_that_of_the_events_so_far()
    {
        // Monday, 16 November, the first day of its week; Sunday's failures belong to the week before.
        DateTimeOffset monday = At("2026-11-16T00:00:00Z");
        BudgetLedger ledger = Ledger()
            .Fill(monday - Days(1), monday, (1_000, 1_000))
            .Fill(monday, monday + Days(1) - Minutes(5), (0, 1_000))
            .Fill(monday + Days(1), (144, 1_000));

        BudgetFigures figures = Figures(ledger, Week);

        figures.Remaining.ShouldBe(0.5m);
        figures.MeasuredSince.ShouldBe(monday);
        figures.IsShortOfHistory.ShouldBeFalse();
    }

    [Fact]
    public void A_burn_rate_of_a_window_that_is_not_published_cannot_be_asked_for()
    {
        var sevenMinutes = new BurnWindow("7m", Minutes(7));

        Should.Throw<InvalidOperationException>(() => Figures(Day(bad: 0)).BurnOver(sevenMinutes));
    }

    private static CalendarWindow Week => new(CalendarPeriod.Week, NodaTime.DateTimeZone.Utc);

    /// <summary>All failures in the middle of the day.</summary>
    private static BudgetLedger Day(int bad) =>
        Ledger().Fill(Noon - Days(1), Noon, (0, 1_000)).Fill(Noon - Hours(12), (bad, 1_000));

    private static BudgetFigures Figures(BudgetLedger ledger, BudgetWindow? window = null) =>
        Assess(ledger, window).Figures.ShouldNotBeNull();

    private static Assessment Assess(BudgetLedger ledger, BudgetWindow? window = null) =>
        Assessor.Assess(Promise("99.9"), window ?? OneDay, new Reading(ledger));
}
