using NodaTime;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>Buckets of 1,000 events, of which 1 % may fail unless said otherwise.</summary>
public sealed class ReliefForecastTests
{
    private static readonly CalendarWindow Week = new(CalendarPeriod.Week, DateTimeZone.Utc);

    /// <summary>The middle of the week that <see cref="Given.Noon"/> is in.</summary>
    private static readonly DateTimeOffset Wednesday = At("2026-11-18T12:00:00Z");

    private static readonly DateTimeOffset Monday = At("2026-11-16T00:00:00Z");

    [Fact]
    public void A_rolling_budget_is_back_when_enough_of_an_outage_has_left_the_window()
    {
        // 12 buckets of 500, of which two may stay: half of 2,880 is 1,440. The tenth ends at 16:50.
        Relief relief = OfBudget(Day(outage: Hours(20), bad: 500), OneDay, 0.5m);

        relief.ShouldBe(new Relief(Noon + Hours(4) + Minutes(50), null));
    }

    [Theory]
    [InlineData("0.5", 50)] // 1,440 to the event
    [InlineData("0.500001", 55)]
    public void The_level_itself_is_enough(string level, int minutes)
    {
        BudgetLedger ledger = Day(outage: Hours(20), bad: 720);

        OfBudget(ledger, OneDay, decimal.Parse(level, System.Globalization.CultureInfo.InvariantCulture))
            .At.ShouldBe(Noon + Hours(4) + Minutes(minutes));
    }

    [Fact]
    public void A_budget_that_is_at_its_level_is_relieved_now() =>
        OfBudget(Day(outage: Hours(20), bad: 120), OneDay, 0.5m).At.ShouldBe(Noon);

    [Fact]
    public void A_budget_that_burns_on_is_never_back()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Days(1), Noon, (11, 1_000));

        OfBudget(ledger, OneDay, 0m).ShouldBe(new Relief(null, null));
    }

    [Fact]
    public void What_goes_on_counts_against_what_leaves()
    {
        // 6,000 and 2 a bucket for six hours, 144: 1,440 are left for. After 4:45 nine have left, 1,500 + 144 + 114 remain; then 1,000 + 260.
        BudgetLedger ledger = Day(outage: Hours(20), bad: 500)
            .Fill(Noon - Hours(6), Noon, (2, 1_000));

        OfBudget(ledger, OneDay, 0.5m).At.ShouldBe(Noon + Hours(4) + Minutes(50));

        // 1,000 + 720 + 57 · 10, then 500 + 720 + 580; 0 + 720 + 60 · 10.
        BudgetLedger faster = Day(outage: Hours(20), bad: 500)
            .Fill(Noon - Hours(6), Noon, (10, 1_000));
        OfBudget(faster, OneDay, 0.5m).At.ShouldBe(Noon + Hours(5));
    }

    [Fact]
    public void Six_hours_with_too_few_events_give_way_to_the_day()
    {
        // Six clean hours alone would say that all is over; with the day's ratio as much comes as goes.
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(1), Noon - Hours(6), (20, 1_000))
            .Fill(Noon - Hours(6), Noon, (0, 1_000));

        OfBudget(ledger, OneDay, 0m, minimumEvents: 72_000).At.ShouldNotBeNull();
        OfBudget(ledger, OneDay, 0m, minimumEvents: 72_001).At.ShouldBeNull();
    }

    [Fact]
    public void An_hour_of_which_only_the_sum_is_kept_is_named_and_guessed_until_it_was_read()
    {
        // Four weeks to noon; 20 days ago an hour of which the first bucket failed altogether, 80,640 events allowed.
        DateTimeOffset hour = Noon - Days(20);
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(28), hour, (0, 1_000))
            .Fill(hour + Minutes(5), (100_000, 100_000))
            .Fill(hour + Minutes(5), Noon, (0, 1_000));
        Reading reading = new(ledger) { Detail = new BucketDetail() };

        Relief guess = Ask();
        guess.HourWanted.ShouldBe(hour);
        guess.At.ShouldBe(Noon + Days(8) + Minutes(15));

        for (int bucket = 1; bucket <= 12; bucket++)
        {
            BucketCounts counts = bucket == 1 ? new(100_000, 100_000) : new(0, 1_000);
            reading.Detail!.Record(hour + Minutes(5 * bucket), counts);
        }

        Ask().ShouldBe(new Relief(Noon + Days(8) + Minutes(5), null));

        Relief Ask() => ReliefForecast.OfBudget(Promise("99"), FourWeeks, reading, [], 0m);
    }

    [Fact]
    public void Excluded_events_need_not_leave()
    {
        ExcludedTime outage = new("patch", Noon - Hours(20), Noon - Hours(19));
        ExcludedTime half = outage with { Start = Noon - Hours(20) + Minutes(30) };
        Reading reading = new(Day(outage: Hours(20), bad: 500));

        Ask(outage).ShouldBe(Noon);

        // Six buckets of 282 that count: 1,410 may stay, so four must go.
        Ask(half).ShouldBe(Noon + Hours(4) + Minutes(20));

        DateTimeOffset? Ask(ExcludedTime time) =>
            ReliefForecast.OfBudget(Promise("99"), OneDay, reading, [time], 0.5m).At;
    }

    [Fact]
    public void A_calendar_budget_waits_for_the_first_evaluation_of_the_next_period()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Monday, Wednesday, (0, 1_000))
            .Fill(Wednesday - Hours(10), Wednesday - Hours(8), (1_000, 1_000));

        OfBudget(ledger, Week, 0.5m)
            .ShouldBe(new Relief(At("2026-11-23T00:05:00Z"), null));
    }

    [Fact]
    public void A_calendar_budget_that_burns_too_fast_is_not_back_in_the_next_period_either()
    {
        BudgetLedger ledger = Ledger().Fill(Monday, Wednesday, (6, 1_000));

        OfBudget(ledger, Week, 0.4m).At.ShouldBe(Wednesday);
        OfBudget(ledger, Week, 0.5m).At.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 12)]
    [InlineData(6, 18)]
    public void Traffic_that_is_to_come_thins_a_calendar_budgets_errors(int excludedHours, int hours)
    {
        // 8,640 of 720,000 failed; of 864,000, which they are 1 % of, after 144 buckets that count.
        BudgetLedger ledger = Ledger()
            .Fill(Monday, Wednesday, (0, 1_000))
            .Fill(Monday + Hours(1), Monday + Hours(2), (720, 1_000));
        ExcludedTime ahead = new("next", Wednesday, Wednesday + Hours(excludedHours));

        ReliefForecast
            .OfBudget(Promise("99"), Week, new Reading(ledger), [ahead], 0m)
            .At.ShouldBe(Wednesday + Hours(hours));
    }

    [Fact]
    public void A_calendar_budget_in_time_is_not_thinned()
    {
        // 5 % of 2,016 slices may be bad, 144 were.
        TimesliceRule slices = Slices(5, "99");
        BudgetLedger ledger = Ledger(slices)
            .Fill(Monday, Wednesday, (0, 1_000))
            .Fill(Monday + Hours(1), Monday + Hours(13), (720, 1_000));

        ReliefForecast
            .OfBudget(Promise("95", slices), Week, new Reading(ledger), [], 0m)
            .At.ShouldBe(At("2026-11-23T00:05:00Z"));
    }

    [Fact]
    public void Slices_leave_a_rolling_window_as_a_whole()
    {
        // 5 % of 24 slices of an hour is 1.2: with two bad ones the budget is spent until the first has left.
        TimesliceRule slices = Slices(60, "99");
        BudgetLedger ledger = Ledger(slices)
            .Fill(Noon - Days(1), Noon, (0, 1_000))
            .Fill(Noon - Hours(20), Noon - Hours(18), (720, 1_000));

        ReliefForecast
            .OfBudget(Promise("95", slices), OneDay, new Reading(ledger), [], 0m)
            .At.ShouldBe(Noon + Hours(5));
    }

    [Fact]
    public void A_slice_under_way_is_judged_by_what_it_holds_already()
    {
        // One slice of 20 is bad, 5 %. At 12:20 another ends that is bad by its first 10 minutes, and leaves with it a day later.
        TimesliceRule slices = Slices(60, "99");
        DateTimeOffset now = Noon + Minutes(10);
        BudgetLedger ledger = Ledger(slices)
            .Fill(now - Days(1), Noon, (0, 1_000))
            .Fill(Noon - Hours(23), Noon - Hours(22), (720, 1_000))
            .Fill(Noon - Hours(21), Noon - Hours(20), (720, 1_000))
            .Fill(Noon, now, (720, 1_000));

        // The first bad slice leaves at 14:00, but the one under way has come at 13:00: two of 24 until 16:00.
        ReliefForecast
            .OfBudget(Promise("95", slices), OneDay, new Reading(ledger), [], 0m)
            .At.ShouldBe(Noon + Hours(4));
    }

    [Fact]
    public void A_ledger_without_a_measurement_has_no_forecast()
    {
        OfBudget(Ledger(), OneDay, 0m).ShouldBe(default);
        ReliefForecast
            .OfBurn(Promise("99"), new Reading(Ledger()), [], BurnTier.FastBurn)
            .ShouldBe(default);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(30, 30)]
    public void A_burn_is_over_when_its_short_window_has_passed_the_outage(int shorter, int minutes)
    {
        // 500 of 72,000 in six hours burn at 0.69, of 6,000 in half an hour at 8.3, of 12,000 in an hour at 4.2.
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(1), Noon, (0, 1_000))
            .Fill(Noon, (500, 1_000));

        OfBurn(ledger, shorter, above: 2m).ShouldBe(Noon + Minutes(minutes));
    }

    [Fact]
    public void A_burn_that_is_slow_enough_is_over_now() =>
        OfBurn(Day(outage: Hours(20), bad: 500), 5, above: 2m).ShouldBe(Noon);

    [Fact]
    public void A_burn_that_goes_on_is_never_over() =>
        OfBurn(Ledger().Fill(Noon - Days(1), Noon, (30, 1_000)), 5, above: 2m).ShouldBeNull();

    [Fact]
    public void A_burn_that_goes_on_as_fast_as_is_allowed_is_over() =>
        OfBurn(Ledger().Fill(Noon - Days(1), Noon, (20, 1_000)), 5, above: 2m).ShouldBe(Noon);

    [Fact]
    public void An_excluded_burn_is_over_now()
    {
        BudgetLedger ledger = Ledger()
            .Fill(Noon - Days(1), Noon, (0, 1_000))
            .Fill(Noon, (500, 1_000));
        ExcludedTime patch = new("patch", Noon - Minutes(5), Noon);

        ReliefForecast
            .OfBurn(Promise("99"), new Reading(ledger), [patch], BurnTier.FastBurn)
            .At.ShouldBe(Noon);
    }

    [Fact]
    public void A_burn_in_slices_looks_back_a_slice_at_least()
    {
        // The last slice is bad, one of six in an hour, one of 36 in six: burns of 20, 3.3 and 0.56.
        TimesliceRule slices = Slices(10, "99");
        BudgetLedger ledger = Ledger(slices)
            .Fill(Noon - Days(1), Noon, (0, 1_000))
            .Fill(Noon, (500, 1_000));

        ReliefForecast
            .OfBurn(
                Promise("95", slices),
                new Reading(ledger),
                [],
                new BurnTier(Minutes(5), Hours(1), 2m)
            )
            .At.ShouldBe(Noon + Minutes(10));
    }

    /// <summary>A day of clean traffic, but for the hour that began so long ago.</summary>
    private static BudgetLedger Day(TimeSpan outage, int bad) =>
        Ledger()
            .Fill(Noon - Days(1), Noon, (0, 1_000))
            .Fill(Noon - outage, Noon - outage + Hours(1), (bad, 1_000));

    private static Relief OfBudget(
        BudgetLedger ledger,
        BudgetWindow window,
        decimal level,
        long minimumEvents = 0
    ) =>
        ReliefForecast.OfBudget(
            Promise("99", null, minimumEvents),
            window,
            new Reading(ledger),
            [],
            level
        );

    private static DateTimeOffset? OfBurn(BudgetLedger ledger, int shorter, decimal above) =>
        ReliefForecast
            .OfBurn(
                Promise("99"),
                new Reading(ledger),
                [],
                new BurnTier(Minutes(shorter), Hours(1), above)
            )
            .At;
}
