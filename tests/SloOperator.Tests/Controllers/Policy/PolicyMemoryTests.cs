using SloOperator.Controllers.Policy;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Policy;
using SloOperator.Resources;
using SloOperator.Resources.Policy;

namespace SloOperator.Tests.Controllers.Policy;

/// <summary>What a policy must remember survives a restart, because it is in the status.</summary>
public sealed class PolicyMemoryTests
{
    private static readonly TierState Firing = new(
        "exhausted",
        "availability",
        Given.Noon,
        IsFiring: true
    );

    private static readonly TierState Counted = new(
        "page-load",
        null,
        Given.Noon,
        IsFiring: false,
        Evaluations: 1,
        SeenAt: Given.Noon + Given.Minutes(1)
    );

    [Fact]
    public void Tiers_come_back_as_they_were_written()
    {
        IReadOnlyList<TierStateStatus>? written = PolicyMemory.Write(
            new PolicyState([Firing, Counted], null)
        );

        PolicyMemory.Read(written, null).Tiers.ShouldBe([Firing, Counted]);
    }

    [Fact]
    public void A_time_is_written_in_whole_seconds_so_that_it_is_not_written_again()
    {
        TierState exact = Firing with { Since = Given.Noon + TimeSpan.FromMilliseconds(400) };

        IReadOnlyList<TierStateStatus> written = PolicyMemory
            .Write(new PolicyState([exact], null))
            .ShouldNotBeNull();

        written[0].Since.ShouldBe(Given.Noon);
    }

    [Fact]
    public void Nothing_to_remember_is_nothing_in_the_status() =>
        PolicyMemory.Write(PolicyState.Empty).ShouldBeNull();

    [Fact]
    public void What_cannot_be_read_is_forgotten_alone()
    {
        TierStateStatus nameless = new() { Since = Given.Noon };

        PolicyMemory
            .Read([nameless, .. PolicyMemory.Write(new PolicyState([Firing], null))!], null)
            .Tiers.ShouldBe([Firing]);
    }

    [Fact]
    public void A_gate_comes_back_with_what_the_next_decision_asks_of_it()
    {
        GateVerdict closed = Given.Open.Decision.Gate with
        {
            Decision = GateDecision.Warn,
            Enforced = GateDecision.Deny,
            Reason = GateReasons.BudgetExhausted,
            WouldHaveBlocked = 3,
        };
        TeamSloStatus status = GateStatusBuilder.Add(
            new TeamSloStatus { Summary = new SummaryStatus() },
            new GateFindings(
                new PolicyDecision(closed, [], PolicyState.Empty),
                [],
                BudgetPolicy.Default
            ),
            previous: null,
            Given.Noon
        );

        GateVerdict read = PolicyMemory.Read(null, status.Gate).Gate.ShouldNotBeNull();

        (read.Decision, read.Enforced, read.Reason, read.Since, read.WouldHaveBlocked).ShouldBe(
            (GateDecision.Warn, GateDecision.Deny, GateReasons.BudgetExhausted, Given.Noon, 3)
        );
    }

    [Fact]
    public void A_gate_is_believed_for_three_buckets()
    {
        TeamSloStatus status = GateStatusBuilder.Add(
            new TeamSloStatus { Summary = new SummaryStatus() },
            Given.Open,
            previous: null,
            Given.Noon
        );

        status.Gate!.ValidUntil.ShouldBe(Given.Noon + Given.Minutes(15));
    }

    [Theory]
    [InlineData(null, "Open", "True/Delivered")]
    [InlineData(null, "Pending", "Unknown/Waiting")]
    [InlineData("the project is not there", "DeadLetter", "False/DeadLetter")]
    public void Tickets_that_wait_are_not_delivered_and_refused_ones_say_why(
        string? problem,
        string phase,
        string expected
    )
    {
        var fact = PolicyConditions.TicketsDelivered([
            new FiledTicket("checkout-1", "BudgetLow", phase, null, problem),
        ]);

        $"{fact.Status}/{fact.Reason}".ShouldBe(expected);
        fact.Message.Contains(problem ?? "", StringComparison.Ordinal).ShouldBeTrue();
    }
}
