using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

public sealed class UnknownTests
{
    [Theory]
    [InlineData(Verdict.MetricAbsent, "its metric is absent")]
    [InlineData(Verdict.Stale, "Prometheus gives no usable answer")]
    [InlineData(Verdict.Inconsistent, "what Prometheus holds cannot be its events")]
    public void An_objective_without_usable_data_makes_the_gate_unknown(Verdict verdict, string why)
    {
        GateVerdict gate = Of(Exhausted).Gate(0, Left(1m), Lacking(verdict, -1m, "latency"));

        gate.Decision.ShouldBe(GateDecision.Unknown);
        gate.Enforced.ShouldBe(GateDecision.Unknown);
        gate.Reason.ShouldBe("BudgetUnknown");
        gate.Objective.ShouldBe("latency");
        gate.Tier.ShouldBeNull();
        gate.Message.ShouldBe($"latency cannot be judged: {why}; onUnknown is Warn.");
    }

    [Fact]
    public void All_objectives_without_usable_data_are_named()
    {
        Of(Exhausted)
            .Gate(0, Lacking(Verdict.Stale), Lacking(Verdict.MetricAbsent, 1m, "latency"))
            .Message.ShouldBe(
                "availability cannot be judged: Prometheus gives no usable answer; latency cannot be judged: its metric is absent; onUnknown is Warn."
            );
    }

    [Theory]
    [InlineData(GateDecision.Allow, true)]
    [InlineData(GateDecision.Warn, true)]
    [InlineData(GateDecision.Deny, false)]
    public void What_unknown_means_is_the_policys_to_say(GateDecision onUnknown, bool isAllowed)
    {
        PolicyStory story = Of(Exhausted);
        story.Policy = story.Policy with { OnUnknown = onUnknown };

        GateVerdict gate = story.Gate(0, Lacking(Verdict.Stale));

        gate.Decision.ShouldBe(GateDecision.Unknown);
        gate.IsAllowed.ShouldBe(isAllowed);
        gate.ClosedBy.ShouldBe(isAllowed ? [] : ["availability"]);
        gate.NextRelief.ShouldBeNull();
    }

    [Theory]
    [InlineData(GateDecision.Allow)]
    [InlineData(GateDecision.Deny)]
    public void An_exhausted_objective_denies_even_when_another_is_unknown(GateDecision onUnknown)
    {
        PolicyStory story = Of(Exhausted);
        story.Policy = story.Policy with { OnUnknown = onUnknown };

        GateVerdict gate = story.Gate(0, Lacking(Verdict.Stale), Left(-1m, "latency"));

        gate.Decision.ShouldBe(GateDecision.Deny);
        gate.IsAllowed.ShouldBeFalse();
        gate.Objective.ShouldBe("latency");
        gate.ClosedBy.ShouldBe(
            onUnknown == GateDecision.Deny ? ["latency", "availability"] : ["latency"]
        );
    }

    [Fact]
    public void A_warning_does_not_hide_that_another_objective_is_unknown()
    {
        Of(Low)
            .Gate(0, Left(0.1m), Lacking(Verdict.Stale, 1m, "latency"))
            .Decision.ShouldBe(GateDecision.Unknown);
    }

    [Fact]
    public void What_was_exhausted_is_unknown_when_its_data_are_gone()
    {
        PolicyStory story = Of(Exhausted);
        story.Gate(0, Left(-1m));

        story.Gate(5, Lacking(Verdict.Stale, -1m)).Decision.ShouldBe(GateDecision.Unknown);
        story.Gate(10, Left(0.01m)).Decision.ShouldBe(GateDecision.Deny);
    }

    [Fact]
    public void Too_few_events_to_judge_by_stand_against_nothing()
    {
        PolicyStory story = Of(Exhausted);
        story.Decide(0, Left(1m), Left(-1m, "latency"));

        GateVerdict gate = story.Gate(5, Left(1m), Lacking(Verdict.TooFewEvents, -1m, "latency"));

        gate.Decision.ShouldBe(GateDecision.Allow);
        gate.Reason.ShouldBe("TooFewEvents");
        gate.Objective.ShouldBe("latency");
        gate.Message.ShouldBe(
            "latency has fewer events than minimumEvents to be judged by, and no tier of policy tier-1 stands against a change."
        );
    }

    [Fact]
    public void Too_few_events_of_one_objective_hide_no_warning_of_another()
    {
        Of(Low)
            .Gate(0, Lacking(Verdict.TooFewEvents), Left(0.1m, "latency"))
            .Objective.ShouldBe("latency");
    }
}
