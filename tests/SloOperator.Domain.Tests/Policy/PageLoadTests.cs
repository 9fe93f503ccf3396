using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

public sealed class PageLoadTests
{
    [Fact]
    public void Two_evaluations_in_a_row_over_the_limit_warn()
    {
        PolicyStory story = Of(PageLoad);

        Gate(story, 0, LoadLevel.OverLimit).Decision.ShouldBe(GateDecision.Allow);
        GateVerdict gate = Gate(story, 5, LoadLevel.OverLimit);

        gate.Decision.ShouldBe(GateDecision.Warn);
        gate.Reason.ShouldBe("PageLoad");
        gate.Tier.ShouldBe("page-load");
        gate.Objective.ShouldBeNull();
        gate.Message.ShouldBe(
            "The load of primary is over its limit in two evaluations in a row; tier page-load warns."
        );
    }

    [Fact]
    public void The_same_evaluation_seen_again_is_still_one()
    {
        PolicyStory story = Of(PageLoad);

        Gate(story, 0, LoadLevel.OverLimit);
        Gate(story, 1, LoadLevel.OverLimit, evaluated: 0);
        Gate(story, 2, LoadLevel.OverLimit, evaluated: 0).Decision.ShouldBe(GateDecision.Allow);
        Gate(story, 3, LoadLevel.OverLimit, evaluated: 3).Decision.ShouldBe(GateDecision.Warn);
    }

    [Fact]
    public void An_evaluation_within_limits_in_between_starts_again()
    {
        PolicyStory story = Of(PageLoad);

        Gate(story, 0, LoadLevel.OverLimit);
        Gate(story, 5, LoadLevel.Warn);
        Gate(story, 10, LoadLevel.OverLimit).Decision.ShouldBe(GateDecision.Allow);
        Gate(story, 15, LoadLevel.OverLimit).Decision.ShouldBe(GateDecision.Warn);
        Gate(story, 20, LoadLevel.Ok).Decision.ShouldBe(GateDecision.Allow);
    }

    [Theory]
    [InlineData(LoadLevel.Warn, LoadLevel.Warn, true)]
    [InlineData(LoadLevel.Warn, LoadLevel.OverLimit, true)]
    [InlineData(LoadLevel.Warn, LoadLevel.Ok, false)]
    [InlineData(LoadLevel.OverLimit, LoadLevel.Warn, false)]
    public void A_tier_fires_at_its_level_or_worse(LoadLevel atLeast, LoadLevel level, bool fires)
    {
        PolicyStory story = Of(PageLoad with { When = new TierCondition.PageLoad(atLeast) });
        Gate(story, 0, level);

        (Gate(story, 5, level).Decision == GateDecision.Warn).ShouldBe(fires);
    }

    [Fact]
    public void A_load_above_its_warning_is_told_so()
    {
        PolicyStory story = Of(PageLoad with { When = new TierCondition.PageLoad(LoadLevel.Warn) });
        Gate(story, 0, LoadLevel.Warn);

        Gate(story, 5, LoadLevel.Warn)
            .Message.ShouldBe(
                "The load of primary is above its warning in two evaluations in a row; tier page-load warns."
            );
    }

    [Fact]
    public void A_tier_may_ask_for_a_time_besides()
    {
        PolicyStory story = Of(PageLoad with { For = TimeSpan.FromMinutes(30) });

        Gate(story, 0, LoadLevel.OverLimit);
        Gate(story, 15, LoadLevel.OverLimit).Decision.ShouldBe(GateDecision.Allow);
        Gate(story, 29, LoadLevel.OverLimit).Decision.ShouldBe(GateDecision.Allow);
        Gate(story, 30, LoadLevel.OverLimit).Decision.ShouldBe(GateDecision.Warn);
    }

    [Fact]
    public void What_a_tier_remembers_stands_still_once_it_fires()
    {
        PolicyStory story = Of(PageLoad);

        Gate(story, 0, LoadLevel.OverLimit);
        story.State.Tiers.ShouldBe([new TierState("page-load", null, Noon, false, 1, Noon)]);
        Gate(story, 5, LoadLevel.OverLimit);
        TierState firing = new("page-load", null, Noon, true, 2, Noon + Minutes(5));
        story.State.Tiers.ShouldBe([firing]);
        Gate(story, 10, LoadLevel.OverLimit);
        story.State.Tiers.ShouldBe([firing]);
    }

    [Fact]
    public void A_tier_that_waits_for_its_time_counts_no_further_than_two()
    {
        PolicyStory story = Of(PageLoad with { For = TimeSpan.FromHours(1) });
        Gate(story, 0, LoadLevel.OverLimit);
        Gate(story, 5, LoadLevel.OverLimit);
        Gate(story, 10, LoadLevel.OverLimit);

        story.State.Tiers.Single().Evaluations.ShouldBe(2);
    }

    [Fact]
    public void A_load_that_cannot_be_judged_any_more_makes_a_gate_it_stood_against_unknown()
    {
        PolicyStory story = Of(PageLoad);
        Gate(story, 0, LoadLevel.OverLimit);
        Gate(story, 5, LoadLevel.OverLimit);

        GateVerdict gate = Gate(story, 10, LoadLevel.Unknown);

        gate.Decision.ShouldBe(GateDecision.Unknown);
        gate.Reason.ShouldBe("LoadUnknown");
        gate.Tier.ShouldBe("page-load");
        gate.Message.ShouldBe(
            "The load of primary cannot be judged, and was at tier page-load when it last could; onUnknown is Warn."
        );
        gate.IsAllowed.ShouldBeTrue();
        Gate(story, 15, LoadLevel.OverLimit).Decision.ShouldBe(GateDecision.Warn);
    }

    [Fact]
    public void It_closes_the_gate_where_the_policy_says_so_and_nobody_can_say_until_when()
    {
        PolicyStory story = Of(PageLoad);
        story.Policy = story.Policy with { OnUnknown = GateDecision.Deny };
        Gate(story, 0, LoadLevel.OverLimit);
        Gate(story, 5, LoadLevel.OverLimit);

        GateVerdict gate = Gate(story, 10, LoadLevel.Unknown);

        gate.IsAllowed.ShouldBeFalse();
        gate.ClosedBy.ShouldBe([null]);
        gate.NextRelief.ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_load_that_never_stood_against_a_change_may_be_unknown(int over)
    {
        PolicyStory story = Of(PageLoad);
        for (int minute = 0; minute < over; minute++)
        {
            Gate(story, minute, LoadLevel.OverLimit);
        }

        Gate(story, 5, LoadLevel.Unknown).Decision.ShouldBe(GateDecision.Allow);
    }

    [Fact]
    public void A_load_that_the_gate_does_not_mind_may_be_unknown()
    {
        PolicyStory story = Of(PageLoad with { Gate = null });
        Gate(story, 0, LoadLevel.OverLimit);
        Gate(story, 5, LoadLevel.OverLimit).Decision.ShouldBe(GateDecision.Allow);

        Gate(story, 10, LoadLevel.Unknown).Decision.ShouldBe(GateDecision.Allow);
    }

    [Fact]
    public void A_load_that_was_never_evaluated_says_nothing()
    {
        PolicyStory story = Of(PageLoad);
        story.Load = new LoadFact("primary", LoadLevel.OverLimit, null);

        story.Gate(0, Left(1m));
        story.Gate(5, Left(1m)).Decision.ShouldBe(GateDecision.Allow);
        story.State.Tiers.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_rotation_there_is_no_load()
    {
        PolicyStory story = Of(PageLoad);
        Gate(story, 0, LoadLevel.OverLimit);
        Gate(story, 5, LoadLevel.OverLimit);
        story.Load = null;

        GateVerdict gate = story.Gate(10, Left(1m));

        gate.Decision.ShouldBe(GateDecision.Allow);
        story.State.Tiers.ShouldBeEmpty();
    }

    [Fact]
    public void A_budget_that_is_unknown_comes_before_a_load_that_warns()
    {
        PolicyStory story = Of(PageLoad);
        Gate(story, 0, LoadLevel.OverLimit);
        story.Load = new LoadFact("primary", LoadLevel.OverLimit, Noon + Minutes(5));

        story.Gate(5, Lacking(Verdict.Stale)).Reason.ShouldBe("BudgetUnknown");
    }

    [Fact]
    public void A_restart_keeps_the_count_though_a_status_keeps_whole_seconds()
    {
        PolicyStory story = Of(PageLoad);
        DateTimeOffset evaluated = Noon.AddTicks(1_234_567);
        story.Load = new LoadFact("primary", LoadLevel.OverLimit, evaluated);
        story.Gate(0, Left(1m));
        story.Restart();

        story.Gate(1, Left(1m)).Decision.ShouldBe(GateDecision.Allow);
        story.Load = new LoadFact("primary", LoadLevel.OverLimit, Noon.AddSeconds(1));
        story.Gate(2, Left(1m)).Decision.ShouldBe(GateDecision.Warn);
    }

    [Fact]
    public void A_count_without_its_evaluation_is_taken_for_another_one()
    {
        PolicyStory story = Of(PageLoad);
        story.State = new PolicyState([new TierState("page-load", null, Noon, false)], null);

        Gate(story, 5, LoadLevel.OverLimit).Decision.ShouldBe(GateDecision.Warn);
    }

    private static GateVerdict Gate(
        PolicyStory story,
        int minute,
        LoadLevel level,
        int? evaluated = null
    )
    {
        story.Load = new LoadFact("primary", level, Noon + Minutes(evaluated ?? minute));
        return story.Gate(minute, Left(1m));
    }
}
