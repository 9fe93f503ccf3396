using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

public sealed class OverrideTests
{
    private static readonly OverrideFact Everything = new("launch", [], [], Noon + Hours(2));

    private static readonly OverrideFact OfLatency = Everything with
    {
        Name = "latency-only",
        Objectives = ["latency"],
    };

    private static readonly OverrideFact OfFeatures = Everything with { Changes = ["feature"] };

    [Fact]
    public void An_override_opens_a_gate_and_says_until_when()
    {
        GateVerdict gate = Gate([Everything], Left(-1m));

        gate.Decision.ShouldBe(GateDecision.Allow);
        gate.Enforced.ShouldBe(GateDecision.Allow);
        gate.IsAllowed.ShouldBeTrue();
        gate.Reason.ShouldBe("GateOverride");
        gate.Exception.ShouldBe("launch");
        gate.Objective.ShouldBe("availability");
        gate.Tier.ShouldBe("exhausted");
        gate.ClosedBy.ShouldBeEmpty();
        gate.Message.ShouldBe(
            "Exception launch opens the gate until 2026-11-20 14:00 UTC: availability has overspent its budget by 100 %; tier exhausted denies at 0 % and clears at 5 %."
        );
    }

    [Fact]
    public void A_gate_that_is_open_needs_none()
    {
        GateVerdict gate = Gate([Everything], Left(0.1m));

        gate.Decision.ShouldBe(GateDecision.Warn);
        gate.Reason.ShouldBe("BudgetLow");
        gate.Exception.ShouldBeNull();
    }

    [Fact]
    public void An_override_of_one_objective_leaves_the_gate_to_the_others()
    {
        GateVerdict gate = Gate([OfLatency], Left(-1m, "latency"), Left(-1m));

        gate.Decision.ShouldBe(GateDecision.Deny);
        gate.Objective.ShouldBe("availability");
        gate.ClosedBy.ShouldBe(["availability"]);
        gate.Exception.ShouldBeNull();
    }

    [Fact]
    public void A_warning_of_another_objective_remains()
    {
        GateVerdict gate = Gate([OfLatency], Left(-1m, "latency"), Left(0.1m));

        gate.Decision.ShouldBe(GateDecision.Warn);
        gate.Reason.ShouldBe("GateOverride");
        gate.Exception.ShouldBe("latency-only");
        gate.Objective.ShouldBe("latency");
    }

    [Fact]
    public void That_another_objective_is_unknown_remains()
    {
        GateVerdict gate = Gate([OfLatency], Left(-1m, "latency"), Lacking(Verdict.Stale));

        gate.Decision.ShouldBe(GateDecision.Unknown);
        gate.IsAllowed.ShouldBeTrue();
        gate.Exception.ShouldBe("latency-only");
    }

    [Fact]
    public void Two_overrides_open_what_each_alone_does_not_and_the_one_of_what_decided_is_named()
    {
        OverrideFact ofAvailability = OfLatency with { Name = "zz", Objectives = ["availability"] };

        GateVerdict gate = Gate([OfLatency, ofAvailability], Left(-1m), Left(-1m, "latency"));

        gate.Decision.ShouldBe(GateDecision.Allow);
        gate.Exception.ShouldBe("zz");
    }

    [Fact]
    public void Of_several_the_first_by_name_is_named()
    {
        Gate([Everything with { Name = "b" }, Everything with { Name = "a" }], Left(-1m))
            .Exception.ShouldBe("a");
    }

    [Fact]
    public void An_override_for_a_class_of_changes_opens_it_for_no_other()
    {
        Gate([OfFeatures], Left(-1m)).Decision.ShouldBe(GateDecision.Deny);
    }

    [Fact]
    public void An_override_opens_a_gate_that_missing_data_closed()
    {
        PolicyStory story = Of(Exhausted);
        story.Policy = story.Policy with { OnUnknown = GateDecision.Deny };
        story.Overrides = [OfLatency];

        GateVerdict gate = story.Gate(0, Left(1m), Lacking(Verdict.Stale, 1m, "latency"));

        gate.Decision.ShouldBe(GateDecision.Allow);
        gate.Exception.ShouldBe("latency-only");
    }

    [Fact]
    public void A_load_is_overridden_only_together_with_all_objectives()
    {
        GateVerdict OfLoad(OverrideFact exception)
        {
            PolicyStory story = Of(PageLoad with { Gate = GateDecision.Deny });
            story.Overrides = [exception];
            story.Load = new LoadFact("primary", LoadLevel.OverLimit, Noon);
            story.Gate(0, Left(1m));
            story.Load = new LoadFact("primary", LoadLevel.OverLimit, Noon + Minutes(1));
            return story.Gate(1, Left(1m));
        }

        OfLoad(OfLatency).Decision.ShouldBe(GateDecision.Deny);
        OfLoad(OfLatency).ClosedBy.ShouldBe([null]);
        OfLoad(Everything).Decision.ShouldBe(GateDecision.Allow);
    }

    [Fact]
    public void What_an_override_opened_would_not_have_been_blocked()
    {
        PolicyStory story = Of(Exhausted);
        story.Policy = story.Policy with { Enforcement = Enforcement.Observe };
        story.Overrides = [Everything];

        GateVerdict gate = story.Gate(0, Left(-1m));

        gate.Reason.ShouldBe("GateOverride");
        gate.WouldHaveBlocked.ShouldBe(0);
    }

    [Fact]
    public void When_an_override_ends_the_gate_closes_again()
    {
        PolicyStory story = Of(Exhausted);
        story.Overrides = [Everything];
        story.Gate(0, Left(-1m));
        story.Overrides = [];

        GateVerdict gate = story.Gate(5, Left(-1m));

        gate.Decision.ShouldBe(GateDecision.Deny);
        gate.Since.ShouldBe(Noon + Minutes(5));
    }

    private static GateVerdict Gate(
        IReadOnlyList<OverrideFact> overrides,
        params Assessment[] objectives
    )
    {
        PolicyStory story = Of(Exhausted, Low);
        story.Overrides = overrides;
        return story.Gate(0, objectives);
    }
}
