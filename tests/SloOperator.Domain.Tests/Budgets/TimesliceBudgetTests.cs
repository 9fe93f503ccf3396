using NodaTime;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>Budgets that count slices of time instead of events.</summary>
public sealed class TimesliceBudgetTests
{
    private static readonly DateTimeOffset Monday = At("2026-11-16T00:00:00Z");

    private static readonly CalendarWindow Week = new(CalendarPeriod.Week, DateTimeZone.Utc);

    [Fact]
    public void A_rolling_budget_is_a_share_of_the_slices_of_the_window()
    {
        // 24 slices at 75 % allow 6 bad; 3 are, by much or by little.
        TimesliceRule hourly = Slices(60, "99");
        BudgetLedger ledger = Ledger(hourly)
            .Fill(Noon - Hours(24), Noon - Hours(3), (0, 100))
            .Fill(Noon - Hours(3), Noon - Hours(1), (100, 100))
            .Fill(Noon - Hours(1), Noon, (2, 100));

        BudgetFigures figures = Figures(ledger, Promise("75", hourly), OneDay);

        figures.Remaining.ShouldBe(0.5m);
        figures.Sli.ShouldBe(0.875m);
        figures.BadLeft.ShouldBe(3m);
        figures.MinutesLeft.ShouldBe(180m);
        figures.BadEvents.ShouldBe(2_424m);
    }

    [Fact]
    public void One_event_in_a_slice_weighs_as_much_as_a_thousand()
    {
        TimesliceRule hourly = Slices(60, "99");
        BudgetLedger ledger = Ledger(hourly)
            .Fill(Noon - Hours(24), Noon - Hours(1), (0, 1_000))
            .Fill(Noon - Hours(1), Noon - Minutes(5), (0, 0))
            .Fill(Noon, (1, 1));

        Figures(ledger, Promise("75", hourly), OneDay).Sli.ShouldBe(23m / 24m);
    }

    [Fact]
    public void An_unmeasured_slice_is_left_out_and_lowers_the_coverage()
    {
        // 12 of 24 slices were measured: at 75 % they allow 3 bad.
        TimesliceRule hourly = Slices(60, "99");
        BudgetLedger ledger = Ledger(hourly)
            .Fill(Noon - Hours(24), Noon - Hours(18), (0, 100))
            .Fill(Noon - Hours(6), Noon - Hours(3), (0, 100))
            .Fill(Noon - Hours(3), Noon, (100, 100));

        BudgetFigures figures = Figures(ledger, Promise("75", hourly), OneDay);

        figures.Remaining.ShouldBe(0m);
        figures.Coverage.ShouldBe(0.5m);
    }

    [Fact]
    public void A_calendar_budget_in_time_is_that_of_the_whole_period()
    {
        // Monday is over with 21 of 24 slices bad; the week's 168 slices at 50 % allow 84.
        TimesliceRule hourly = Slices(60, "99");

        BudgetFigures figures = Figures(BadMonday(hourly), Promise("50", hourly), Week);

        figures.Remaining.ShouldBe(0.75m);
        figures.Sli.ShouldBe(0.125m);
        figures.BadLeft.ShouldBe(63m);
        figures.MinutesLeft.ShouldBe(3_780m);
    }

    [Fact]
    public void A_calendar_budget_in_time_is_spent_when_as_many_slices_have_failed()
    {
        // 63 slices are left, and one fails every hour.
        TimesliceRule hourly = Slices(60, "99");

        Figures(BadMonday(hourly), Promise("50", hourly), Week)
            .ExhaustionAt.ShouldBe(Monday + Days(1) + Hours(63));
    }

    [Fact]
    public void Unmeasured_slices_of_the_past_are_no_part_of_a_calendar_budget()
    {
        // Monday was not measured: 144 slices are left of the week, of which 72 may be bad.
        TimesliceRule hourly = Slices(60, "99");
        BudgetLedger ledger = Ledger(hourly)
            .Fill(Monday + Days(1), Monday + Days(2) - Hours(18), (100, 100))
            .Fill(Monday + Days(2) - Hours(18), Monday + Days(2), (0, 100));

        BudgetFigures figures = Figures(ledger, Promise("50", hourly), Week);

        figures.BadLeft.ShouldBe(66m);
        figures.Remaining.ShouldBe(1m - (6m / 72m));
    }

    [Fact]
    public void The_slice_in_progress_is_still_to_come()
    {
        // 00:00 to 00:20 on Monday: no hour is complete, 2016 five-minute slices of which 4 are.
        TimesliceRule hourly = Slices(60, "99");
        TimesliceRule short5 = Slices(5, "99");

        Figures(FirstMinutes(hourly), Promise("50", hourly), Week).BadLeft.ShouldBe(84m);
        Figures(FirstMinutes(short5), Promise("50", short5), Week).BadLeft.ShouldBe(1_008m - 4m);
    }

    [Fact]
    public void A_window_without_a_complete_slice_cannot_be_judged()
    {
        TimesliceRule hourly = Slices(60, "99");

        Assessment assessment = Assess(FirstMinutes(hourly), Promise("50", hourly), Week);

        assessment.Verdict.ShouldBe(Verdict.TooFewEvents);
        assessment.Message.ShouldBe("no complete slice in the window yet");
        assessment.Figures!.Remaining.ShouldBe(1m);
        assessment.Figures.Sli.ShouldBeNull();
    }

    [Fact]
    public void A_calendar_budget_knows_the_length_of_a_daylight_saving_month()
    {
        // October in Berlin has 745 hours; at 80 % 149 slices may be bad.
        TimesliceRule hourly = Slices(60, "99");
        var month = new CalendarWindow(
            CalendarPeriod.Month,
            DateTimeZoneProviders.Tzdb["Europe/Berlin"]
        );
        BudgetLedger ledger = new BudgetLedger(month.Longest, hourly).Fill(
            At("2026-09-30T22:00:00Z"),
            At("2026-10-20T22:00:00Z"),
            (0, 100)
        );

        Figures(ledger, Promise("80", hourly), month).BadLeft.ShouldBe(149m);
    }

    /// <summary>The first three slices good, the other 21 bad.</summary>
    private static BudgetLedger BadMonday(TimesliceRule slice) =>
        Ledger(slice)
            .Fill(Monday, Monday + Hours(3), (0, 100))
            .Fill(Monday + Hours(3), Monday + Days(1), (100, 100));

    private static BudgetLedger FirstMinutes(TimesliceRule slice) =>
        Ledger(slice).Fill(Monday, Monday + Minutes(20), (100, 100));

    private static BudgetFigures Figures(
        BudgetLedger ledger,
        Objective objective,
        BudgetWindow window
    ) => Assess(ledger, objective, window).Figures.ShouldNotBeNull();

    private static Assessment Assess(
        BudgetLedger ledger,
        Objective objective,
        BudgetWindow window
    ) => Assessor.Assess(objective, window, new Reading(ledger));
}
