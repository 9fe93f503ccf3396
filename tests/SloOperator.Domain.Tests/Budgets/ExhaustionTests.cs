using NodaTime;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>Remaining budget over the burn of the last six hours.</summary>
public sealed class ExhaustionTests
{
    private static readonly CalendarWindow Month = new(
        CalendarPeriod.Month,
        DateTimeZoneProviders.Tzdb["Europe/Berlin"]
    );

    private static readonly CalendarWindow Week = new(CalendarPeriod.Week, DateTimeZone.Utc);

    /// <summary>Ten days into November in Berlin.</summary>
    private static readonly DateTimeOffset TenDaysIn = At("2026-11-10T23:00:00Z");

    [Fact]
    public void Half_a_budget_of_a_day_at_burn_two_lasts_six_hours()
    {
        ExhaustionAt(Day(bad: 144), OneDay).ShouldBe(Noon + Hours(6));
    }

    [Theory]
    [InlineData(72_000, 6)] // as many as the six hours hold
    [InlineData(72_001, 24)] // one more than they hold: the day's burn of 0.5
    public void Six_hours_with_too_few_events_give_way_to_the_day(long minimumEvents, int hours)
    {
        ExhaustionAt(Day(bad: 144), OneDay, minimumEvents).ShouldBe(Noon + Hours(hours));
    }

    [Fact]
    public void A_budget_that_outlives_a_rolling_window_is_never_spent()
    {
        // Remaining 145/288 at the day's burn of 143/288: longer than a day, when the failures have left the window.
        ExhaustionAt(Day(bad: 143), OneDay, minimumEvents: 72_001).ShouldBeNull();
    }

    [Theory]
    [InlineData(288)]
    [InlineData(300)]
    public void A_spent_budget_has_no_forecast(int bad)
    {
        ExhaustionAt(Day(bad), OneDay).ShouldBeNull();
    }

    [Fact]
    public void A_budget_that_does_not_burn_has_no_forecast()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(1), Noon - Hours(6), (1, 1_000))
            .Fill(Noon - Hours(6), Noon, (0, 1_000));

        ExhaustionAt(ledger, OneDay).ShouldBeNull();
    }

    [Fact]
    public void A_calendar_budget_is_that_of_the_events_so_far()
    {
        // 2,880 buckets of 100 events allow 288 bad; 144 in the last six hours burn at 20: a fortieth of ten days.
        BudgetLedger ledger = new BudgetLedger(Month.Longest)
            .Fill(TenDaysIn - Days(10), TenDaysIn - Hours(6), (0, 100))
            .Fill(TenDaysIn - Hours(6), TenDaysIn, (2, 100));

        ExhaustionAt(ledger, Month).ShouldBe(TenDaysIn + Hours(6));
    }

    [Theory]
    [InlineData(468, true)]
    [InlineData(467, false)]
    public void A_calendar_forecast_reaches_to_the_end_of_the_period_and_not_beyond(
        int earlier,
        bool isForecast
    )
    {
        // Thursday noon, the middle of the week: 1,008 buckets of 1,000 events allow 1,008 bad. 36 of the last six hours'
        // 72,000 is a burn of a half; with 468 before them a half is left, which lasts as long again as the week is old.
        DateTimeOffset thursday = At("2026-11-19T12:00:00Z");
        BudgetLedger ledger = new BudgetLedger(Week.Longest)
            .Fill(At("2026-11-16T00:00:00Z"), thursday - Hours(6), (0, 1_000))
            .Fill(thursday - Days(1), (earlier, 1_000))
            .Fill(thursday - Hours(6), thursday, (0.5, 1_000));

        ExhaustionAt(ledger, Week).ShouldBe(isForecast ? At("2026-11-23T00:00:00Z") : null);
    }

    /// <summary>288 buckets of 1,000 events; the failures in the last one.</summary>
    private static BudgetLedger Day(int bad) =>
        Ledger().Fill(Noon - Days(1), Noon, (0, 1_000)).Fill(Noon, (bad, 1_000));

    private static DateTimeOffset? ExhaustionAt(
        BudgetLedger ledger,
        BudgetWindow window,
        long minimumEvents = 0
    ) => Figures(ledger, window, minimumEvents).ExhaustionAt;

    private static BudgetFigures Figures(
        BudgetLedger ledger,
        BudgetWindow window,
        long minimumEvents
    ) =>
        Assessor
            .Assess(Promise("99.9", null, minimumEvents), window, new Reading(ledger))
            .Figures.ShouldNotBeNull();
}
