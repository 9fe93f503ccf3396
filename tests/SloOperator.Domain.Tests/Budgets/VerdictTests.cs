using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

/// <summary>What Prometheus says, one line of the table of verdicts each; which one wins when several apply is in <see cref="VerdictPrecedenceTests"/>.</summary>
public sealed class VerdictTests
{
    [Fact]
    public void Events_without_errors_are_measured_and_healthy()
    {
        Assessment assessment = Assess(new Reading(Day((0, 100))));

        assessment.Verdict.ShouldBe(Verdict.Measured);
        assessment.Message.ShouldBeNull();
        assessment.Health.ShouldBe(BudgetHealth.Healthy);
        assessment.IsFresh.ShouldBeTrue();
        assessment.Objective.ShouldBe(Promise("99"));
    }

    [Fact]
    public void A_measured_budget_of_nothing_is_exhausted()
    {
        Assess(new Reading(Day((1, 100)))).Health.ShouldBe(BudgetHealth.Exhausted);
        Assess(new Reading(Day((2, 100)))).Health.ShouldBe(BudgetHealth.Exhausted);
        Assess(new Reading(Day((0.5, 100)))).Health.ShouldBe(BudgetHealth.Healthy);
    }

    [Fact]
    public void No_traffic_leaves_the_budget_whole_and_healthy()
    {
        Assessment assessment = Assess(new Reading(Day((0, 0))));

        assessment.Verdict.ShouldBe(Verdict.NoTraffic);
        assessment.Message.ShouldBe("no traffic in the window");
        assessment.Figures!.Remaining.ShouldBe(1m);
        assessment.Health.ShouldBe(BudgetHealth.Healthy);
        assessment.IsFresh.ShouldBeTrue();
    }

    [Fact]
    public void A_total_that_vanished_freezes_the_figures_at_its_last_bucket()
    {
        Assessment assessment = Assess(
            new Reading(Day((0.5, 100)).FindNothing(Noon, Noon + Minutes(10)))
        );

        assessment.Verdict.ShouldBe(Verdict.MetricAbsent);
        assessment.Message.ShouldBe("the total is absent since 2026-11-20T12:00:00Z");
        assessment.Figures!.Remaining.ShouldBe(0.5m);
        assessment.Figures.EvaluatedAt.ShouldBe(Noon);
        assessment.Health.ShouldBe(BudgetHealth.Unknown);
        assessment.IsFresh.ShouldBeFalse();
    }

    [Fact]
    public void A_frozen_budget_stays_as_it_was_however_long_the_total_is_absent()
    {
        Assessment assessment = Assess(
            new Reading(Day((0.5, 100)).FindNothing(Noon, Noon + Days(40)))
        );

        assessment.Figures!.Remaining.ShouldBe(0.5m);
        assessment.Figures.Coverage.ShouldBe(1m);
    }

    [Fact]
    public void A_live_window_without_a_total_says_absent_before_the_next_bucket_does()
    {
        var live = new LiveWindow(Noon + Minutes(1), null);

        Assessment assessment = Assess(new Reading(Day((0, 100))) { Live = live });

        assessment.Verdict.ShouldBe(Verdict.MetricAbsent);
        assessment.Message.ShouldBe("the total is absent since 2026-11-20T12:00:00Z");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_live_window_older_than_the_last_bucket_cannot_say_absent(int minutes)
    {
        var live = new LiveWindow(Noon + Minutes(minutes), null);

        Assess(new Reading(Day((0, 100))) { Live = live }).Verdict.ShouldBe(Verdict.Measured);
    }

    [Fact]
    public void A_total_that_was_never_seen_is_unknown()
    {
        Assessment assessment = Assess(new Reading(Ledger().FindNothing(Noon - Days(1), Noon)));

        assessment.Verdict.ShouldBe(Verdict.MetricAbsent);
        assessment.Message.ShouldBe("the total was never seen: no series matches its selector");
        assessment.Figures.ShouldBeNull();
        assessment.Health.ShouldBe(BudgetHealth.Unknown);
        assessment.IsFresh.ShouldBeFalse();
    }

    [Fact]
    public void Before_the_first_answer_nothing_is_known()
    {
        Assessment assessment = Assess(new Reading(Ledger()));

        assessment.Verdict.ShouldBe(Verdict.Stale);
        assessment.Message.ShouldBe("Prometheus has not answered yet");
        assessment.Figures.ShouldBeNull();
    }

    [Fact]
    public void An_endpoint_that_is_down_leaves_the_last_good_figures()
    {
        var failure = new ReadFailure(Noon + Minutes(1), "query: connection refused");

        Assessment assessment = Assess(new Reading(Day((0.5, 100))) { Failure = failure });

        assessment.Verdict.ShouldBe(Verdict.Stale);
        assessment.Message.ShouldBe("since 2026-11-20T12:01:00Z: query: connection refused");
        assessment.Figures!.Remaining.ShouldBe(0.5m);
        assessment.Health.ShouldBe(BudgetHealth.Unknown);
        assessment.IsFresh.ShouldBeFalse();
    }

    [Fact]
    public void An_endpoint_that_was_never_up_says_what_came_back()
    {
        var failure = new ReadFailure(Noon, "query: connection refused");

        Assessment assessment = Assess(new Reading(Ledger()) { Failure = failure });

        assessment.Verdict.ShouldBe(Verdict.Stale);
        assessment.Message.ShouldBe("never read: query: connection refused");
        assessment.Figures.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nonsense_is_unknown_and_says_what_was_seen(bool isMeasuredBefore)
    {
        BudgetLedger ledger = isMeasuredBefore ? Day((0, 100)) : Ledger();

        Assessment assessment = Assess(new Reading(ledger) { Nonsense = "NaN at 12:05" });

        assessment.Verdict.ShouldBe(Verdict.Inconsistent);
        assessment.Message.ShouldBe("NaN at 12:05");
        assessment.Figures.ShouldBeNull();
        assessment.Health.ShouldBe(BudgetHealth.Unknown);
        assessment.IsFresh.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_indicator_that_its_metric_cannot_serve_is_unknown(bool isMeasuredBefore)
    {
        BudgetLedger ledger = isMeasuredBefore ? Day((0, 100)) : Ledger();

        Assessment assessment = Assess(new Reading(ledger) { Unusable = "no bucket le=0.3" });

        assessment.Verdict.ShouldBe(Verdict.Inconsistent);
        assessment.Message.ShouldBe("no bucket le=0.3");
        assessment.Figures.ShouldBeNull();
    }

    [Fact]
    public void More_bad_events_than_events_are_unknown()
    {
        Assessment assessment = Assess(new Reading(Ledger().Fill(Noon, (120.5, 100))));

        assessment.Verdict.ShouldBe(Verdict.Inconsistent);
        assessment.Message.ShouldBe(
            "120.5 bad of 100 events over the budget window: the errors are not a part of the total"
        );
        assessment.Figures.ShouldBeNull();
    }

    [Fact]
    public void A_short_window_that_makes_no_sense_is_not_hidden_by_the_long_one()
    {
        BudgetLedger ledger = Day((0, 100)).Fill(Noon, (120, 100));

        Assess(new Reading(ledger))
            .Message.ShouldBe(
                "120 bad of 100 events over the last 5m: the errors are not a part of the total"
            );
    }

    [Fact]
    public void A_look_back_beyond_a_young_calendar_window_must_make_sense_too()
    {
        // The month is a day old; the failures of the day before it are in the burn over 3 d alone.
        var month = new CalendarWindow(CalendarPeriod.Month, NodaTime.DateTimeZone.Utc);
        DateTimeOffset first = At("2026-11-01T00:00:00Z");
        BudgetLedger ledger = Ledger()
            .Fill(first - Hours(1), (900, 100))
            .Fill(first, first + Days(1), (0, 1));

        Assessor
            .Assess(Promise("99"), month, new Reading(ledger))
            .Message.ShouldBe(
                "900 bad of 388 events over the last 3d: the errors are not a part of the total"
            );
    }

    [Theory]
    [InlineData(100.0001, Verdict.Measured)] // 10⁻⁶ of 100 and 10⁻⁶ more are rounding
    [InlineData(100.0002, Verdict.Inconsistent)]
    public void Rounding_is_forgiven(double bad, Verdict verdict)
    {
        Assess(new Reading(Ledger().Fill(Noon, (bad, 100)))).Verdict.ShouldBe(verdict);
    }

    [Theory]
    [InlineData(0.000_000_9, Verdict.NoTraffic)]
    [InlineData(0.000_001_1, Verdict.Inconsistent)]
    public void Errors_without_any_total_are_rounding_up_to_a_millionth(double bad, Verdict verdict)
    {
        Assess(new Reading(Ledger().Fill(Noon, (bad, 0)))).Verdict.ShouldBe(verdict);
    }

    [Fact]
    public void A_live_window_with_more_bad_events_than_events_is_unknown()
    {
        var live = new LiveWindow(Noon + Minutes(1), new BucketCounts(5, 2));

        Assessment assessment = Assess(new Reading(Day((0, 100))) { Live = live });

        assessment.Verdict.ShouldBe(Verdict.Inconsistent);
        assessment.Message.ShouldBe(
            "5 bad of 2 events over the live 5m: the errors are not a part of the total"
        );
        assessment.Figures.ShouldBeNull();
    }

    [Fact]
    public void A_millionth_of_an_event_too_many_is_still_rounding()
    {
        var live = new LiveWindow(Noon + Minutes(1), new BucketCounts(0.000_001, 0));

        Assess(new Reading(Day((0, 100))) { Live = live }).Verdict.ShouldBe(Verdict.Measured);
    }

    [Fact]
    public void A_live_window_that_is_not_used_need_not_make_sense()
    {
        var live = new LiveWindow(Noon, new BucketCounts(5, 2));

        Assess(new Reading(Day((0, 100))) { Live = live }).Verdict.ShouldBe(Verdict.Measured);
    }

    [Fact]
    public void Fewer_events_than_the_minimum_are_shown_and_judged_by_nobody()
    {
        // 288 buckets of 100.
        Assessment assessment = Assess(new Reading(Day((100, 100))), minimumEvents: 28_801);

        assessment.Verdict.ShouldBe(Verdict.TooFewEvents);
        assessment.Message.ShouldBe("fewer events in the window than minimumEvents 28801");
        assessment.Figures!.Remaining.ShouldBe(-99m);
        assessment.Health.ShouldBe(BudgetHealth.Unknown);
        assessment.IsFresh.ShouldBeTrue();
    }

    [Fact]
    public void As_many_events_as_the_minimum_are_enough()
    {
        Assess(new Reading(Day((0, 100))), minimumEvents: 28_800)
            .Verdict.ShouldBe(Verdict.Measured);
    }

    [Fact]
    public void Events_are_compared_with_the_minimum_in_whole_numbers()
    {
        // increase() extrapolates: 99.6 is 100 events.
        Reading reading = new(Ledger().Fill(Noon, (0, 99.6)));

        Assess(reading, minimumEvents: 100).Verdict.ShouldBe(Verdict.Measured);
        Assess(reading, minimumEvents: 101)
            .Message.ShouldBe("fewer events in the window than minimumEvents 101");
    }

    private static BudgetLedger Day((double Bad, double Total) each) =>
        Ledger().Fill(Noon - Days(1), Noon, each);

    private static Assessment Assess(Reading reading, long minimumEvents = 0) =>
        Assessor.Assess(Promise("99", null, minimumEvents), OneDay, reading);
}
