using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

/// <summary>What whoever names no policy gets; users know its tiers by name.</summary>
public sealed class DefaultPolicyTests
{
    private readonly PolicyStory _story = new(BudgetPolicy.Default);

    [Fact]
    public void Its_tiers_and_rules_are_as_documented()
    {
        BudgetPolicy policy = BudgetPolicy.Default;

        policy.Name.ShouldBe("default");
        policy
            .Tiers.Select(tier => (tier.Name, tier.Gate, tier.Ticket?.Priority))
            .ShouldBe([
                ("exhausted", GateDecision.Deny, TicketPriority.P1),
                ("burning", GateDecision.Deny, null),
                ("low", GateDecision.Warn, TicketPriority.P2),
                ("page-load", null, TicketPriority.P2),
            ]);
        policy.SingleIncident!.Ticket.Template.ShouldBe("post-incident-review");
        policy.AllowedChanges.ShouldBe(["rollback", "security", "p0"]);
        policy.Exceptions.ApproverMayBeRequester.ShouldBeFalse();
    }

    [Fact]
    public void A_spent_budget_closes_the_gate_after_five_minutes()
    {
        _story.Gate(0, Left(0m)).Decision.ShouldBe(GateDecision.Allow);
        _story.Gate(4, Left(0m)).Decision.ShouldBe(GateDecision.Allow);
        _story.Gate(5, Left(0m)).Decision.ShouldBe(GateDecision.Deny);
        _story.Gate(10, Left(0.04m)).Decision.ShouldBe(GateDecision.Deny);
        _story.Gate(15, Left(0.05m)).Decision.ShouldBe(GateDecision.Allow);
    }

    [Fact]
    public void A_low_budget_warns_after_half_an_hour()
    {
        _story.Gate(0, Left(0.24m)).Decision.ShouldBe(GateDecision.Allow);
        _story.Gate(29, Left(0.24m)).Decision.ShouldBe(GateDecision.Allow);
        _story.Gate(30, Left(0.24m)).Decision.ShouldBe(GateDecision.Warn);
        _story.Gate(35, Left(0.34m)).Decision.ShouldBe(GateDecision.Warn);
        _story.Gate(40, Left(0.35m)).Decision.ShouldBe(GateDecision.Allow);
    }
}
