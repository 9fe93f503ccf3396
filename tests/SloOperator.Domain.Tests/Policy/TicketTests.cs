using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

public sealed class TicketTests
{
    [Fact]
    public void A_low_budget_raises_a_ticket_with_what_the_gate_says()
    {
        PolicyStory story = Of(Exhausted, Low);
        story.Decide(0, Left(0.1m));

        story
            .Decide(5, Left(0.1m))
            .Tickets.ShouldBe([
                new TicketIntent(
                    TicketCause.BudgetLow,
                    "availability",
                    Standing.Raised,
                    TicketPriority.P2,
                    null,
                    "availability has 10 % of its budget left; tier low warns below 25 % and clears at 35 %.",
                    Noon
                ),
            ]);
    }

    [Fact]
    public void An_exhausted_budget_raises_the_more_urgent_ticket_alone()
    {
        PolicyStory story = Of(Low, Exhausted);
        story.Decide(0, Left(0.1m));

        TicketIntent ticket = story.Decide(5, Left(-1m)).Tickets.ShouldHaveSingleItem();

        ticket.Cause.ShouldBe(TicketCause.BudgetExhausted);
        ticket.Priority.ShouldBe(TicketPriority.P1);
        ticket.Since.ShouldBe(Noon + Minutes(5));
    }

    [Fact]
    public void Of_equally_urgent_tiers_the_first_raises_it()
    {
        PolicyTier low = Low with { Ticket = Exhausted.Ticket };

        Of(Exhausted, low)
            .Decide(0, Left(-1m))
            .Tickets.Single()
            .Cause.ShouldBe(TicketCause.BudgetExhausted);
    }

    [Fact]
    public void A_tier_below_nothing_is_of_an_exhausted_budget()
    {
        PolicyTier deep = Low with { When = new TierCondition.BudgetBelow(-0.5m) };

        PolicyDecision decision = Of(deep).Decide(0, Left(-1m));

        decision.Tickets.Single().Cause.ShouldBe(TicketCause.BudgetExhausted);
        decision.Gate.Reason.ShouldBe("BudgetExhausted");
        decision.Gate.Message.ShouldBe(
            "availability has overspent its budget by 100 %; tier low warns below -50 % and clears at 35 %."
        );
    }

    [Fact]
    public void Each_objective_raises_its_own()
    {
        Of(Exhausted, Low)
            .Decide(0, Left(0.1m), Left(1m, "latency"), Left(-1m, "freshness"))
            .Tickets.Select(ticket => (ticket.Objective, ticket.Cause))
            .ShouldBe(
                [
                    ("availability", TicketCause.BudgetLow),
                    ("freshness", TicketCause.BudgetExhausted),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_tier_that_waits_raises_nothing_yet()
    {
        PolicyStory story = Of(Low with { For = TimeSpan.FromMinutes(30) });

        story.Decide(0, Left(0.1m)).Tickets.ShouldBeEmpty();
        story.Decide(30, Left(0.1m)).Tickets.Single().Since.ShouldBe(Noon);
    }

    [Fact]
    public void A_tier_without_a_ticket_raises_none()
    {
        Of(Exhausted with { Ticket = null }, Burning).Decide(0, Left(-1m)).Tickets.ShouldBeEmpty();
    }

    [Fact]
    public void A_tier_that_the_gate_does_not_mind_raises_its_ticket()
    {
        PolicyTier noted = Low with { Gate = null, Ticket = new(TicketPriority.P4, "note") };

        TicketIntent ticket = Of(noted).Decide(0, Left(0.1m)).Tickets.Single();

        ticket.Priority.ShouldBe(TicketPriority.P4);
        ticket.Template.ShouldBe("note");
        ticket.Reason.ShouldBe(
            "availability has 10 % of its budget left; tier low fires below 25 % and clears at 35 %."
        );
    }

    [Fact]
    public void A_slow_burn_raises_a_ticket_beside_that_of_the_budget()
    {
        BudgetFigures burning = BurnsOver(
            "availability",
            (BurnWindow.SixHours, 1.3m),
            (BurnWindow.All[^1], 1.1m)
        ).Figures!;

        IReadOnlyList<TicketIntent> tickets = Of(Exhausted, Low, SlowBurn)
            .Decide(0, Left(0.1m) with { Figures = burning with { Remaining = 0.1m } })
            .Tickets;

        tickets
            .Select(ticket => ticket.Cause)
            .ShouldBe([TicketCause.BudgetLow, TicketCause.SlowBurn]);
        tickets[1]
            .Reason.ShouldBe(
                "availability has burned its budget 1.1 times as fast as its window allows for 3d, and still does; tier slow-burn warns above 1 over 6h and 3d."
            );
    }

    [Theory]
    [InlineData(Verdict.Stale, "Prometheus gives no usable answer")]
    [InlineData(Verdict.TooFewEvents, "it has fewer events than minimumEvents")]
    public void What_cannot_be_judged_holds_its_ticket(Verdict verdict, string why)
    {
        PolicyStory story = Of(Exhausted, Low);
        story.Decide(0, Left(0.1m));

        story
            .Decide(5, Lacking(verdict, 1m))
            .Tickets.ShouldBe([
                new TicketIntent(
                    TicketCause.BudgetLow,
                    "availability",
                    Standing.Held,
                    TicketPriority.P2,
                    null,
                    $"availability was at tier low when it could last be judged; now {why}.",
                    Noon
                ),
            ]);
    }

    [Fact]
    public void What_cannot_be_judged_raises_no_ticket()
    {
        PolicyStory story = Of(Exhausted with { For = TimeSpan.FromMinutes(5) });
        story.Decide(0, Left(-1m));

        story.Decide(10, Lacking(Verdict.Stale, -1m)).Tickets.ShouldBeEmpty();
    }

    [Fact]
    public void A_cause_that_cleared_is_no_longer_named()
    {
        PolicyStory story = Of(Low);
        story.Decide(0, Left(0.1m));

        story.Decide(5, Left(0.34m)).Tickets.ShouldHaveSingleItem();
        story.Decide(10, Left(0.35m)).Tickets.ShouldBeEmpty();
    }

    [Fact]
    public void A_policy_that_only_observes_its_gate_raises_its_tickets()
    {
        PolicyStory story = Of(Exhausted);
        story.Policy = story.Policy with { Enforcement = Enforcement.Observe };

        story.Decide(0, Left(-1m)).Tickets.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_sentence_changes_with_tenths_of_a_percent_only()
    {
        PolicyStory story = Of(Low);

        string first = story.Decide(0, Left(0.1029m)).Tickets.Single().Reason;

        story.Decide(5, Left(0.1021m)).Tickets.Single().Reason.ShouldBe(first);
        story.Decide(10, Left(0.1019m)).Tickets.Single().Reason.ShouldNotBe(first);
    }

    [Fact]
    public void The_load_of_a_rotation_raises_no_ticket_of_a_service()
    {
        PolicyStory story = Of(PageLoad);
        story.Load = new LoadFact("primary", LoadLevel.OverLimit, Noon);
        story.Decide(0, Left(1m));
        story.Load = new LoadFact("primary", LoadLevel.OverLimit, Noon + Minutes(5));

        PolicyDecision decision = story.Decide(5, Left(1m));

        decision.Gate.Decision.ShouldBe(GateDecision.Warn);
        decision.Tickets.ShouldBeEmpty();
    }
}
