using NodaTime;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>The cases that every change must keep right, as far as they can be told without a Prometheus; case 6 is in BurnTierTests.</summary>
public sealed class CasesTests
{
    [Fact]
    public void Case_1_thirty_idle_minutes_leave_the_budget_at_100_percent()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(1), Noon - Minutes(30), (0, 500))
            .Fill(Noon - Minutes(30), Noon, (0, 0));

        Assessment assessment = Assess(ledger, "99.9", OneDay);

        assessment.Verdict.ShouldBe(Verdict.Measured);
        assessment.Figures!.Remaining.ShouldBe(1m);
        assessment.Figures.Burn.ShouldAllBe(burn => burn.Rate == 0m);
    }

    [Fact]
    public void Case_1_an_idle_window_leaves_the_budget_at_100_percent()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Minutes(30), Noon, (0, 0));

        Assess(ledger, "99.9", OneDay).Figures!.Remaining.ShouldBe(1m);
    }

    [Fact]
    public void Case_2_errors_that_first_appear_in_hour_47_of_48_spend_a_fifth()
    {
        // The 48th hour fails one event in ten: 0.1 / 48 of all events, where 0.01 is allowed.
        BudgetLedger ledger = new BudgetLedger(Days(2))
            .Fill(Noon - Hours(48), Noon - Hours(1), (0, 600))
            .Fill(Noon - Hours(1), Noon, (60, 600));

        Remaining(ledger, "99", new RollingWindow(Days(2))).ShouldBe(0.79m);
    }

    [Fact]
    public void Case_3_a_quiet_hour_with_half_failing_hardly_counts_after_a_busy_clean_day()
    {
        // 23 h of 6,000 a minute, 1 h of 6 a minute: 180 bad of 8,280,360.
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Hours(24), Noon - Hours(1), (0, 30_000))
            .Fill(Noon - Hours(1), Noon, (15, 30));

        Remaining(ledger, "99.9", OneDay).ShouldBe(0.98m);
    }

    [Theory]
    // An hour lived twice in October, one left out in March, and one lived twice in November.
    [InlineData("Europe/Berlin", "2026-10-31T23:00:00Z", 745)]
    [InlineData("America/Chicago", "2026-04-01T05:00:00Z", 743)]
    [InlineData("America/Chicago", "2026-12-01T06:00:00Z", 721)]
    public void Case_8_a_month_with_a_clock_change_counts_every_hour_once(
        string zone,
        string end,
        int hours
    )
    {
        var month = new CalendarWindow(CalendarPeriod.Month, DateTimeZoneProviders.Tzdb[zone]);
        BudgetLedger ledger = new BudgetLedger(month.Longest).Fill(
            At(end) - Days(40),
            At(end),
            (0, 1)
        );

        BudgetFigures figures = Assess(ledger, "99.9", month).Figures!;

        figures.TotalEvents.ShouldBe(hours * 12);
        figures.MeasuredSince.ShouldBe(At(end) - Hours(hours));
    }

    [Fact]
    public void Case_8_the_first_bucket_after_a_month_s_end_starts_a_new_budget()
    {
        var month = new CalendarWindow(
            CalendarPeriod.Month,
            DateTimeZoneProviders.Tzdb["Europe/Berlin"]
        );
        DateTimeOffset end = At("2026-10-31T23:00:00Z");
        BudgetLedger ledger = new BudgetLedger(month.Longest).Fill(end - Days(31), end, (1, 1));

        Assess(ledger, "50", month).Figures!.Remaining.ShouldBe(-1m);

        ledger.Fill(end + Minutes(5), (0, 1));
        Assess(ledger, "50", month).Figures!.Remaining.ShouldBe(1m);
    }

    [Fact]
    public void Case_8_a_month_that_starts_on_the_half_hour_is_exact_once_its_edge_is_read()
    {
        // July on Lord Howe starts at 13:30 UTC; what fails before belongs to June.
        var month = new CalendarWindow(
            CalendarPeriod.Month,
            DateTimeZoneProviders.Tzdb["Australia/Lord_Howe"]
        );
        DateTimeOffset start = At("2026-06-30T13:30:00Z");
        BudgetLedger ledger = new BudgetLedger(month.Longest)
            .Fill(start - Days(1), start, (1, 1))
            .Fill(start, start + Days(10), (0, 1));
        Assess(ledger, "99", month).Figures!.BadEvents.ShouldBe(6m);

        DateTimeOffset edge = ledger.EdgeToRead(start).ShouldNotBeNull();
        ledger.BeginEdge(edge);
        ledger.Fill(edge, start, (1, 1)).Fill(start, edge + BudgetLedger.EdgeLength, (0, 1));

        edge.ShouldBe(start - Minutes(30));
        Assess(ledger, "99", month).Figures!.BadEvents.ShouldBe(0m);
        Assess(ledger, "99", month).Figures!.TotalEvents.ShouldBe(2_880m);
    }

    private static decimal Remaining(BudgetLedger ledger, string target, BudgetWindow window) =>
        Math.Round(Assess(ledger, target, window).Figures!.Remaining, 2);

    private static Assessment Assess(BudgetLedger ledger, string target, BudgetWindow window) =>
        Assessor.Assess(Promise(target), window, new Reading(ledger));
}
