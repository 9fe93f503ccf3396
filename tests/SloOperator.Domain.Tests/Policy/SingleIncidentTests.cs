using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

/// <summary>28 days of 8,064 buckets with 1,000 events each at 99.9 %: 8,064 events may be bad, a fifth of which is 1,612.8.</summary>
public sealed class SingleIncidentTests
{
    private readonly PolicyStory _story = new(
        PolicyOf() with
        {
            SingleIncident = new SingleIncidentRule(
                0.20m,
                new TicketRequest(TicketPriority.P1, "post-incident-review")
            ),
        }
    );

    [Fact]
    public void An_episode_that_took_more_than_a_fifth_of_the_budget_raises_a_ticket()
    {
        BudgetLedger ledger = Quiet(Noon)
            .Fill(Noon - Hours(5), Noon - Hours(5) + Minutes(15), (600, 1_000));

        Decide(ledger)
            .Tickets.ShouldBe([
                new TicketIntent(
                    TicketCause.SingleIncident,
                    "availability",
                    Standing.Raised,
                    TicketPriority.P1,
                    "post-incident-review",
                    "One incident from 2026-11-20 07:00 UTC to 2026-11-20 07:15 UTC took 22 % of the budget of availability; a review is asked for above 20 %.",
                    Noon - Hours(5)
                ),
            ]);
        _story.State.Tiers.ShouldBe([
            new TierState(
                "SingleIncident",
                "availability",
                Noon - Hours(5),
                true,
                SeenAt: Noon - Hours(5) + Minutes(15)
            ),
        ]);
    }

    [Theory]
    [InlineData(806, 0)] // 1,612 bad
    [InlineData(807, 1)] // 1,614 bad
    public void A_fifth_must_be_exceeded(int badInEach, int tickets)
    {
        BudgetLedger ledger = Quiet(Noon)
            .Fill(Noon - Hours(5), Noon - Hours(5) + Minutes(10), (badInEach, 1_000))
            .Fill(Noon - Hours(10), (900, 1_000));

        Decide(ledger).Tickets.Count.ShouldBe(tickets);
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(65, 0)]
    public void Failures_up_to_an_hour_apart_are_one_episode(int minutesApart, int tickets)
    {
        DateTimeOffset first = Noon - Hours(5);
        BudgetLedger ledger = Quiet(Noon)
            .Fill(first, (900, 1_000))
            .Fill(first + Minutes(minutesApart) + Minutes(5), (900, 1_000));

        Decide(ledger).Tickets.Count.ShouldBe(tickets);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void A_steady_trickle_within_what_is_allowed_is_no_episode(int badInEach, int tickets)
    {
        // Three days are 864 buckets: at 2 bad of 1,000 each, 1,728 events.
        BudgetLedger ledger = Quiet(Noon).Fill(Noon - Days(3), Noon, (badInEach, 1_000));

        Decide(ledger).Tickets.Count.ShouldBe(tickets);
    }

    [Fact]
    public void A_little_that_is_allowed_does_not_join_two_episodes()
    {
        DateTimeOffset first = Noon - Hours(5);
        BudgetLedger ledger = Quiet(Noon)
            .Fill(first, first + Hours(2), (1, 1_000))
            .Fill(first, (900, 1_000))
            .Fill(first + Hours(2), (900, 1_000));

        Decide(ledger).Tickets.ShouldBeEmpty();
    }

    [Fact]
    public void An_episode_of_the_last_hour_may_still_grow()
    {
        BudgetLedger ledger = Quiet(Noon)
            .Fill(Noon - Hours(1) - Minutes(10), Noon - Hours(1), (900, 1_000));

        Decide(ledger)
            .Tickets.Single()
            .Reason.ShouldBe(
                "One incident since 2026-11-20 10:50 UTC took 22 % of the budget of availability; a review is asked for above 20 %."
            );
    }

    [Fact]
    public void It_is_the_same_incident_while_it_grows()
    {
        BudgetLedger ledger = Quiet(Noon).Fill(Noon - Minutes(10), Noon, (900, 1_000));
        Decide(ledger);

        ledger.Fill(Noon, Noon + Minutes(30), (900, 1_000));
        PolicyDecision later = Decide(ledger);

        later.Tickets.Single().Since.ShouldBe(Noon - Minutes(10));
        later.State.Tiers.Single().SeenAt.ShouldBe(Noon + Minutes(30));
    }

    [Fact]
    public void Of_two_the_later_is_told()
    {
        BudgetLedger ledger = Quiet(Noon)
            .Fill(Noon - Hours(10), Noon - Hours(9), (900, 1_000))
            .Fill(Noon - Hours(5), Noon - Hours(5) + Minutes(10), (900, 1_000));

        Decide(ledger).Tickets.Single().Since.ShouldBe(Noon - Hours(5));
    }

    [Fact]
    public void A_second_one_takes_the_place_of_the_first()
    {
        BudgetLedger ledger = Quiet(Noon).Fill(Noon - Hours(10), Noon - Hours(9), (900, 1_000));
        Decide(ledger);

        ledger.Fill(Noon, Noon + Minutes(10), (900, 1_000));

        Decide(ledger).Tickets.Single().Since.ShouldBe(Noon);
    }

    [Fact]
    public void It_stays_raised_until_its_last_bucket_is_three_days_old()
    {
        BudgetLedger ledger = Quiet(Noon).Fill(Noon - Minutes(30), Noon, (900, 1_000));
        Decide(ledger);
        ledger.Fill(Noon, Noon + Days(3) - Minutes(5), (0, 1_000));

        TicketIntent last = Decide(ledger).Tickets.ShouldHaveSingleItem();
        ledger.Fill(Noon + Days(3), (0, 1_000));

        last.Since.ShouldBe(Noon - Minutes(30));
        last.Reason.ShouldBe(
            "One incident from 2026-11-20 11:30 UTC to 2026-11-20 12:00 UTC took more than 20 % of the budget of availability, which asks for a review."
        );
        Decide(ledger).Tickets.ShouldBeEmpty();
        _story.State.Tiers.ShouldBeEmpty();
    }

    [Fact]
    public void It_stays_the_same_while_its_start_ages_out_of_sight()
    {
        BudgetLedger ledger = Quiet(Noon).Fill(Noon - Hours(3), Noon, (900, 1_000));
        Decide(ledger);
        ledger.Fill(Noon, Noon + Days(3) - Hours(1), (0, 1_000));

        TicketIntent ticket = Decide(ledger).Tickets.Single();

        ticket.Since.ShouldBe(Noon - Hours(3));
        ticket.Reason.ShouldStartWith(
            "One incident from 2026-11-20 09:00 UTC to 2026-11-20 12:00 UTC took 133 % of the budget"
        );
    }

    [Fact]
    public void It_stays_raised_when_the_budget_grows()
    {
        DateTimeOffset monday = At("2026-11-16T00:00:00Z");
        BudgetLedger ledger = new BudgetLedger(FourWeeks.Longest).Fill(
            monday,
            monday + Hours(1),
            (1, 1_000)
        );
        ledger.Fill(monday + Minutes(30), (10, 1_000));
        var week = new CalendarWindow(CalendarPeriod.Week, NodaTime.DateTimeZone.Utc);

        // 10 of 12 allowed, then 10 of 144.
        Decide(ledger, window: week).Tickets.ShouldHaveSingleItem();
        ledger.Fill(monday + Hours(1), monday + Hours(12), (0, 1_000));

        Decide(ledger, window: week).Tickets.ShouldHaveSingleItem();
        _story.State = PolicyState.Empty;
        Decide(ledger, window: week).Tickets.ShouldBeEmpty();
    }

    [Fact]
    public void A_fifth_to_the_last_event_is_not_more_than_a_fifth()
    {
        // 50 buckets allow 50 bad events.
        DateTimeOffset monday = At("2026-11-16T00:00:00Z");
        BudgetLedger ledger = Ledger()
            .Fill(monday, monday + Minutes(25), (0, 1_000))
            .Fill(monday + Minutes(5), (10, 1_000));
        var week = new CalendarWindow(CalendarPeriod.Week, NodaTime.DateTimeZone.Utc);
        Decide(ledger, window: week).Tickets.ShouldHaveSingleItem();
        ledger.Fill(monday + Minutes(25), monday + Minutes(250), (0, 1_000));

        Decide(ledger, window: week)
            .Tickets.Single()
            .Reason.ShouldEndWith(
                "took more than 20 % of the budget of availability, which asks for a review."
            );
        _story.State = PolicyState.Empty;
        Decide(ledger, window: week).Tickets.ShouldBeEmpty();
    }

    [Fact]
    public void What_happened_before_the_window_took_nothing_of_its_budget()
    {
        DateTimeOffset monday = At("2026-11-16T00:00:00Z");
        BudgetLedger ledger = new BudgetLedger(FourWeeks.Longest)
            .Fill(monday - Hours(1), monday, (900, 1_000))
            .Fill(monday, monday + Hours(1), (0, 1_000))
            .Fill(monday + Hours(1), (12, 1_000));
        var week = new CalendarWindow(CalendarPeriod.Week, NodaTime.DateTimeZone.Utc);

        TicketIntent ticket = Decide(ledger, window: week).Tickets.Single();

        ticket.Since.ShouldBe(monday + Minutes(55));
    }

    [Fact]
    public void An_exclusion_of_all_of_it_takes_it_back()
    {
        BudgetLedger ledger = Quiet(Noon)
            .Fill(Noon - Hours(5), Noon - Hours(5) + Minutes(15), (600, 1_000));
        Decide(ledger);

        Decide(ledger, new ExcludedTime("maintenance", Noon - Hours(6), Noon - Hours(4)))
            .Tickets.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 1)]
    public void An_exclusion_of_a_part_of_it_has_it_judged_again(int minutes, int tickets)
    {
        // 1,800 bad, or 1,200 without one bucket.
        DateTimeOffset start = Noon - Hours(5);
        BudgetLedger ledger = Quiet(Noon).Fill(start, start + Minutes(15), (600, 1_000));
        Decide(ledger);

        Decide(ledger, new ExcludedTime("maintenance", start - Hours(1), start + Minutes(minutes)))
            .Tickets.Count.ShouldBe(tickets);
    }

    [Fact]
    public void An_exclusion_of_another_time_leaves_it_a_fact()
    {
        BudgetLedger ledger = Quiet(Noon).Fill(Noon - Minutes(30), Noon, (900, 1_000));
        Decide(ledger);
        ledger.Fill(Noon, Noon + Days(3) - Minutes(5), (0, 1_000));

        Decide(
            ledger,
            new ExcludedTime("before", Noon - Hours(2), Noon - Minutes(30)),
            new ExcludedTime("after", Noon, Noon + Hours(2))
        )
            .Tickets.ShouldHaveSingleItem();
    }

    [Fact]
    public void Data_that_cannot_be_judged_hold_it_and_raise_none()
    {
        BudgetLedger ledger = Quiet(Noon).Fill(Noon - Minutes(30), Noon, (900, 1_000));
        Reading failed = new(ledger) { Failure = new ReadFailure(Noon, "down") };

        Decide(failed).Tickets.ShouldBeEmpty();
        Decide(ledger);
        TicketIntent held = Decide(failed).Tickets.Single();

        held.Standing.ShouldBe(Standing.Held);
        held.Since.ShouldBe(Noon - Minutes(30));
        held.Reason.ShouldBe(
            "One incident from 2026-11-20 11:30 UTC to 2026-11-20 12:00 UTC took more than 20 % of the budget of availability, which asks for a review."
        );
    }

    [Fact]
    public void A_restart_changes_nothing()
    {
        BudgetLedger ledger = Quiet(Noon).Fill(Noon - Minutes(30), Noon, (900, 1_000));
        Decide(ledger);
        _story.Restart();
        ledger.Fill(Noon, Noon + Days(3) - Minutes(5), (0, 1_000));

        Decide(ledger).Tickets.ShouldHaveSingleItem();
    }

    [Fact]
    public void Bad_slices_make_an_episode_of_a_budget_in_time()
    {
        // Ten days are 240 hours at 90 %: 24 may be bad, and 5 in a row are 20.8 %.
        TimesliceRule hourly = Slices(60, "99");
        var tenDays = new RollingWindow(Days(10));
        BudgetLedger ledger = Ledger(hourly)
            .Fill(Noon - Days(10), Noon, (0, 100))
            .Fill(Noon - Hours(10), Noon - Hours(5), (50, 100));

        PolicyDecision decision = Decide(new Reading(ledger), Promise("90", hourly), tenDays);

        decision
            .Tickets.Single()
            .Reason.ShouldBe(
                "One incident from 2026-11-20 02:00 UTC to 2026-11-20 07:00 UTC took 20 % of the budget of availability; a review is asked for above 20 %."
            );
    }

    [Fact]
    public void Without_traffic_there_is_no_budget_to_have_a_share_of()
    {
        BudgetLedger ledger = Ledger().Fill(Noon - Days(28), Noon, (0, 0));
        _story.State = new PolicyState(
            [new TierState("SingleIncident", "availability", Noon - Hours(2), true, SeenAt: Noon)],
            null
        );

        Decide(ledger).Tickets.ShouldBeEmpty();
    }

    [Fact]
    public void A_budget_of_nothing_has_no_shares()
    {
        Reading reading = new(Quiet(Noon).Fill(Noon - Minutes(30), Noon, (900, 1_000)));
        Assessment assessment = Assessor.Assess(Promise("99.9"), FourWeeks, reading);
        BudgetFigures figures = assessment.Figures! with { BadAllowed = 0 };

        _story
            .Decide(Noon, new ObjectiveFacts(assessment with { Figures = figures }, reading, []))
            .Tickets.ShouldBeEmpty();
    }

    [Fact]
    public void Episodes_that_only_touch_a_time_do_not_overlap_it()
    {
        var episode = new BudgetEpisode(Noon, Noon + Hours(1), 0.25m);

        episode.Overlaps(Noon - Hours(1), Noon).ShouldBeFalse();
        episode.Overlaps(Noon + Hours(1), Noon + Hours(2)).ShouldBeFalse();
        episode.Overlaps(Noon - Hours(1), Noon + Minutes(5)).ShouldBeTrue();
        episode.Overlaps(Noon + Minutes(55), Noon + Hours(2)).ShouldBeTrue();
    }

    [Fact]
    public void Without_the_rule_nothing_is_asked_for()
    {
        _story.Policy = PolicyOf();

        PolicyDecision decision = Decide(Quiet(Noon).Fill(Noon - Minutes(30), Noon, (900, 1_000)));

        decision.Tickets.ShouldBeEmpty();
        decision.State.Tiers.ShouldBeEmpty();
    }

    private static BudgetLedger Quiet(DateTimeOffset until) =>
        Ledger().Fill(until - Days(28), until, (0, 1_000));

    private PolicyDecision Decide(BudgetLedger ledger, params ExcludedTime[] excluded) =>
        Decide(new Reading(ledger), Promise("99.9"), FourWeeks, excluded);

    private PolicyDecision Decide(BudgetLedger ledger, BudgetWindow window) =>
        Decide(new Reading(ledger), Promise("99.9"), window);

    private PolicyDecision Decide(Reading reading) => Decide(reading, Promise("99.9"), FourWeeks);

    private PolicyDecision Decide(
        Reading reading,
        Objective objective,
        BudgetWindow window,
        params ExcludedTime[] excluded
    )
    {
        Assessment assessment = Assessor.Assess(objective, window, reading, excluded);
        _story.Window = window;
        return _story.Decide(
            reading.Ledger.LastMeasured!.Value,
            new ObjectiveFacts(assessment, reading, excluded)
        );
    }
}
