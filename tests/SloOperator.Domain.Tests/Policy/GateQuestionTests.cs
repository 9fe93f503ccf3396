using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

public sealed class GateQuestionTests
{
    private const string Spent =
        "availability has overspent its budget by 100 %; tier exhausted denies at 0 % and clears at 5 %.";

    private static readonly BudgetPolicy Policy = PolicyOf(Exhausted, Low) with
    {
        AllowedChanges = ["rollback"],
    };

    private static readonly OverrideFact Features = new("launch", [], ["feature"], Noon + Hours(2));

    private static GateVerdict Closed =>
        new PolicyStory(Policy).Gate(0, Left(-1m), Left(-1m, "latency")) with
        {
            NextRelief = Noon + Days(1),
            DetailWanted = [("availability", Noon)],
        };

    [Fact]
    public void A_closed_gate_stays_closed_for_a_change_that_nothing_is_said_of()
    {
        GateVerdict closed = Closed;

        GateQuestion.Answer(closed, Policy.AllowedChanges, [Features], null).ShouldBeSameAs(closed);
        GateQuestion
            .Answer(closed, Policy.AllowedChanges, [Features], "config")
            .ShouldBeSameAs(closed);
        GateQuestion.Answer(closed, Policy.AllowedChanges, [], "feature").ShouldBeSameAs(closed);
    }

    [Fact]
    public void A_class_that_is_never_stopped_passes()
    {
        GateVerdict answer = GateQuestion.Answer(Closed, Policy.AllowedChanges, [], "rollback");

        answer.Decision.ShouldBe(GateDecision.Allow);
        answer.IsAllowed.ShouldBeTrue();
        answer.Reason.ShouldBe("AllowedChange");
        answer.Message.ShouldBe($"Changes of class rollback are never stopped: {Spent}");
        answer.Exception.ShouldBeNull();
        answer.NextRelief.ShouldBeNull();
        answer.DetailWanted.ShouldBeEmpty();
        answer.ClosedBy.ShouldBeEmpty();
        answer.Enforced.ShouldBe(GateDecision.Deny);
    }

    [Fact]
    public void An_override_for_the_class_passes_it()
    {
        GateVerdict answer = GateQuestion.Answer(
            Closed,
            Policy.AllowedChanges,
            [Features],
            "feature"
        );

        answer.Decision.ShouldBe(GateDecision.Allow);
        answer.IsAllowed.ShouldBeTrue();
        answer.Reason.ShouldBe("GateOverride");
        answer.Exception.ShouldBe("launch");
        answer.Message.ShouldBe(
            $"Exception launch opens the gate until 2026-11-20 14:00 UTC: {Spent}"
        );
    }

    [Fact]
    public void An_override_for_all_changes_passes_any()
    {
        OverrideFact all = Features with { Changes = [] };

        GateQuestion
            .Answer(Closed, Policy.AllowedChanges, [all], "feature")
            .Exception.ShouldBe("launch");
        GateQuestion
            .Answer(Closed, Policy.AllowedChanges, [all], null)
            .Exception.ShouldBe("launch");
    }

    [Fact]
    public void All_that_closes_the_gate_must_be_covered_and_the_override_of_the_first_is_named()
    {
        OverrideFact one = Features with { Name = "b", Objectives = ["availability"] };
        OverrideFact other = Features with { Name = "a", Objectives = ["latency"] };

        GateQuestion
            .Answer(Closed, Policy.AllowedChanges, [one], "feature")
            .IsAllowed.ShouldBeFalse();
        GateQuestion
            .Answer(Closed, Policy.AllowedChanges, [other], "feature")
            .IsAllowed.ShouldBeFalse();
        GateQuestion
            .Answer(Closed, Policy.AllowedChanges, [one, other], "feature")
            .Exception.ShouldBe("b");
    }

    [Fact]
    public void A_gate_of_which_it_is_not_known_what_closes_it_is_not_overridden()
    {
        GateQuestion
            .Answer(Closed with { ClosedBy = [] }, Policy.AllowedChanges, [Features], "feature")
            .IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void An_open_gate_is_open_for_every_change()
    {
        GateVerdict open = new PolicyStory(Policy).Gate(0, Left(0.1m));

        GateQuestion
            .Answer(open, Policy.AllowedChanges, [Features], "rollback")
            .ShouldBeSameAs(open);
        GateQuestion
            .Answer(open, Policy.AllowedChanges, [Features], "feature")
            .ShouldBeSameAs(open);
    }

    [Fact]
    public void A_gate_that_missing_data_closed_opens_for_a_class_that_is_never_stopped()
    {
        BudgetPolicy strict = Policy with { OnUnknown = GateDecision.Deny };
        GateVerdict unknown = new PolicyStory(strict).Gate(0, Lacking(Verdict.Stale));

        GateQuestion
            .Answer(unknown, strict.AllowedChanges, [], "feature")
            .IsAllowed.ShouldBeFalse();
        GateQuestion
            .Answer(unknown, strict.AllowedChanges, [], "rollback")
            .IsAllowed.ShouldBeTrue();
    }
}
