using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

public sealed class NoDataTests
{
    [Theory]
    [InlineData(Verdict.MetricAbsent, "its metric is absent")]
    [InlineData(Verdict.Stale, "Prometheus gives no usable answer")]
    [InlineData(Verdict.Inconsistent, "what Prometheus holds cannot be its events")]
    public void Data_missing_for_an_hour_raise_a_ticket(Verdict verdict, string why)
    {
        PolicyStory story = Story();

        story.Decide(0, Lacking(verdict)).Tickets.ShouldBeEmpty();
        story.Decide(59, Lacking(verdict)).Tickets.ShouldBeEmpty();
        story
            .Decide(60, Lacking(verdict))
            .Tickets.ShouldBe([
                new TicketIntent(
                    TicketCause.NoData,
                    "availability",
                    Standing.Raised,
                    TicketPriority.P3,
                    "eyes",
                    $"availability has not been judged since 2026-11-20 12:00 UTC: {why}.",
                    Noon
                ),
            ]);
    }

    [Theory]
    [InlineData(Verdict.Measured)]
    [InlineData(Verdict.NoTraffic)]
    [InlineData(Verdict.TooFewEvents)]
    public void Any_data_clear_it_and_start_the_hour_again(Verdict verdict)
    {
        PolicyStory story = Story();
        story.Decide(0, Lacking(Verdict.Stale));
        story.Decide(30, Lacking(verdict));
        story.Decide(40, Lacking(Verdict.Stale));

        story.Decide(99, Lacking(Verdict.Stale)).Tickets.ShouldBeEmpty();
        story.Decide(100, Lacking(Verdict.Stale)).Tickets.ShouldHaveSingleItem();
        story.Decide(101, Lacking(verdict)).Tickets.ShouldBeEmpty();
    }

    [Fact]
    public void One_reason_may_follow_another_without_a_break()
    {
        PolicyStory story = Story();
        story.Decide(0, Lacking(Verdict.Stale));

        story
            .Decide(60, Left(1m) with { Verdict = Verdict.MetricAbsent, Figures = null })
            .Tickets.ShouldHaveSingleItem();
    }

    [Fact]
    public void Each_objective_has_its_own_hour()
    {
        PolicyStory story = Story();
        story.Decide(0, Lacking(Verdict.Stale), Left(1m, "latency"));
        story.Decide(30, Lacking(Verdict.Stale), Lacking(Verdict.Stale, 1m, "latency"));

        story
            .Decide(60, Lacking(Verdict.Stale), Lacking(Verdict.Stale, 1m, "latency"))
            .Tickets.Single()
            .Objective.ShouldBe("availability");
    }

    [Fact]
    public void Without_the_rule_missing_data_raise_nothing()
    {
        PolicyStory story = Of(Exhausted);
        story.Decide(0, Lacking(Verdict.Stale));

        story.Decide(600, Lacking(Verdict.Stale)).Tickets.ShouldBeEmpty();
        story.State.Tiers.ShouldBeEmpty();
    }

    [Fact]
    public void A_restart_does_not_start_the_hour_again()
    {
        PolicyStory story = Story();
        story.Decide(0, Lacking(Verdict.Stale));
        story.Restart();

        story.Decide(60, Lacking(Verdict.Stale)).Tickets.ShouldHaveSingleItem();
    }

    private static PolicyStory Story() =>
        new(
            PolicyOf(Exhausted) with
            {
                NoData = new NoDataRule(
                    TimeSpan.FromHours(1),
                    new TicketRequest(TicketPriority.P3, "eyes")
                ),
            }
        );
}
