using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Controllers.Policy;

/// <summary>Given these events, this policy and these exceptions: exactly this gate and these tickets.</summary>
public sealed class TeamPolicyTests : TeamSloScenario
{
    public TeamPolicyTests()
    {
        BudgetPolicies.Put(Given.Policy("strict"));
        Apply(Given.Counted(), "policy: strict");
    }

    [Fact]
    public async Task An_exhausted_budget_denies_and_asks_for_one_ticket()
    {
        // 3,000 of 288,000 requests failed, 2,880 may.
        Answer(Given.Day(badOfEach: 250));

        await ReconcileAsync();

        (Status.Gate!.Decision, Status.Gate.Allowed, Status.Gate.Reason).ShouldBe(
            ("Deny", false, "BudgetExhausted")
        );
        Status.Summary!.Gate.ShouldBe("Deny");
        Status.Summary.OpenTickets.ShouldBe(1);
        Status.Tickets!.Single().Cause.ShouldBe("BudgetExhausted");
        Conditions().ShouldContain("DeployAllowed=False/BudgetExhausted");
        (Filing.Owner!.Kind, Filing.Owner.Team, Filing.Owner.Uid).ShouldBe(
            ("TeamSLO", "payments", "uid-checkout")
        );
    }

    [Fact]
    public async Task A_ticket_says_what_happened_and_how_to_check_it()
    {
        Answer(Given.Day(badOfEach: 250));

        await ReconcileAsync();

        string body = Filing.Filed[Checkout].Single().Body;
        body.ShouldContain("checkout-api");
        body.ShouldContain("increase(errors[1d])");
        body.ShouldContain("kubectl");
    }

    [Fact]
    public async Task A_restart_between_two_decisions_changes_nothing()
    {
        Answer(Given.Day(badOfEach: 250));
        await ReconcileAsync();
        DateTimeOffset? since = Status.Gate!.Since;

        // At 2 % left the tier that fired has not cleared: that takes 5 %.
        Answer(Given.Day(badOfEach: 235));
        Time.Advance(Given.Minutes(5));
        await ReconcileAsync();

        (Status.Gate!.Decision, Status.Gate.Since).ShouldBe(("Deny", since));
    }

    [Fact]
    public async Task Excluded_time_does_not_count_and_its_exception_is_told_what_it_gave_back()
    {
        Exceptions.Excluded =
        [
            new ExcludedTime("rollout", Given.Noon - Given.Hours(1), Given.Noon),
        ];
        Answer(Given.Day(badOfEach: 250));

        await ReconcileAsync();

        Status.Objectives![0].BudgetRemaining.ShouldBe("1");
        Status.Objectives[0].BudgetRemainingRaw.ShouldBe("-0.041667");
        Status.Gate!.Decision.ShouldBe("Allow");
        // 3,000 bad events of 2,880 that may be.
        Exceptions.Returned[new ResourceName("shop", "rollout")].ShouldBe(1.041667m, 0.000001m);
    }

    [Fact]
    public async Task An_override_opens_the_gate_and_is_named()
    {
        Exceptions.Overrides = [new OverrideFact("release", [], [], Given.Noon + Given.Hours(1))];
        Answer(Given.Day(badOfEach: 250));

        await ReconcileAsync();

        (Status.Gate!.Allowed, Status.Gate.Reason, Status.Gate.Exception).ShouldBe(
            (true, "GateOverride", "release")
        );
        Status.Gate.Enforced.ShouldNotBe("Deny");
    }

    [Fact]
    public async Task Data_that_do_not_say_keep_the_ticket_and_make_the_gate_unknown()
    {
        Answer(Given.Day(badOfEach: 250));
        await ReconcileAsync();

        Answer(
            new Reading(Given.Day(badOfEach: 250))
            {
                Failure = new ReadFailure(Given.Noon, "connection refused"),
            }
        );
        await ReconcileAsync();

        (Status.Gate!.Decision, Status.Gate.Allowed).ShouldBe(("Unknown", true));
        Filing.Filed[Checkout].Single().Intent.Standing.ShouldBe(Standing.Held);
    }

    [Fact]
    public async Task A_ticket_that_is_refused_shows_on_its_owner()
    {
        Filing.Problem = "TicketSink default: the project is not there; correct spec.project";
        Answer(Given.Day(badOfEach: 250));

        await ReconcileAsync();

        Conditions().ShouldContain("TicketsDelivered=False/DeadLetter");
        EventsOf("TicketsDelivered").Single().ShouldContain("correct spec.project");
    }

    [Fact]
    public async Task The_tickets_of_a_deleted_object_are_let_go()
    {
        Slos.Delete(Checkout);

        await ReconcileAsync();

        Filing.Forgotten.ShouldBe([Checkout]);
    }

    [Fact]
    public async Task A_spec_that_cannot_be_used_decides_nothing_and_clears_nothing()
    {
        Answer(Given.Day(badOfEach: 250));
        await ReconcileAsync();

        Apply(Given.Counted(target: "101"), "policy: strict", generation: 2);
        await ReconcileAsync();

        Status.Gate.ShouldBeNull();
        Status.Summary!.Gate.ShouldBe("Unknown");
        Status.Tickets!.Count.ShouldBe(1);
        Filing.Filed[Checkout].Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_gate_that_changed_is_written_at_once_and_one_that_did_not_is_not()
    {
        Answer(Given.Day(badOfEach: 250));
        await ReconcileAsync();
        await ReconcileAsync();
        Slos.Written.Count.ShouldBe(1);

        Exceptions.Overrides = [new OverrideFact("release", [], [], Given.Noon + Given.Hours(1))];
        await ReconcileAsync();

        Slos.Written.Count.ShouldBe(2);
    }
}
