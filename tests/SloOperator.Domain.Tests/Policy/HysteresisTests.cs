using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

public sealed class HysteresisTests
{
    private static readonly PolicyTier Slow = Low with { For = TimeSpan.FromMinutes(30) };

    [Fact]
    public void A_tier_that_fired_goes_on_until_the_budget_is_at_its_clear_level()
    {
        PolicyStory story = Of(Low);

        story.Gate(0, Left(0.24m)).Decision.ShouldBe(GateDecision.Warn);
        story.Gate(5, Left(0.3499m)).Decision.ShouldBe(GateDecision.Warn);
        story.Gate(10, Left(0.35m)).Decision.ShouldBe(GateDecision.Allow);
        story.Gate(15, Left(0.3m)).Decision.ShouldBe(GateDecision.Allow);
        story.Gate(20, Left(0.24m)).Decision.ShouldBe(GateDecision.Warn);
    }

    [Fact]
    public void Without_a_clear_level_it_clears_where_it_fired()
    {
        PolicyStory story = Of(Low with { ClearAbove = null });

        story.Gate(0, Left(0.24m)).Decision.ShouldBe(GateDecision.Warn);
        story.Gate(5, Left(0.25m)).Decision.ShouldBe(GateDecision.Allow);
    }

    [Fact]
    public void A_burn_clears_as_soon_as_one_window_does()
    {
        PolicyStory story = Of(Burning);

        story.Gate(0, Burns(20, 20)).Decision.ShouldBe(GateDecision.Deny);
        story.Gate(1, Burns(1, 20)).Decision.ShouldBe(GateDecision.Allow);
    }

    [Fact]
    public void A_tier_fires_when_its_condition_has_held_for_long_enough()
    {
        PolicyStory story = Of(Slow);

        story.Gate(0, Left(0.1m)).Decision.ShouldBe(GateDecision.Allow);
        story.Gate(29, Left(0.1m)).Decision.ShouldBe(GateDecision.Allow);
        story.Gate(30, Left(0.1m)).Decision.ShouldBe(GateDecision.Warn);
    }

    [Fact]
    public void A_tier_that_waits_starts_again_when_its_condition_ceases_even_below_the_clear_level()
    {
        PolicyStory story = Of(Slow);

        story.Gate(0, Left(0.1m));
        story.Gate(20, Left(0.3m));
        story.Gate(25, Left(0.1m));

        story.Gate(54, Left(0.1m)).Decision.ShouldBe(GateDecision.Allow);
        story.Gate(55, Left(0.1m)).Decision.ShouldBe(GateDecision.Warn);
    }

    [Fact]
    public void A_tier_that_fires_goes_on_when_its_policy_asks_for_a_longer_time()
    {
        PolicyStory story = Of(Low);
        story.Gate(0, Left(0.1m));

        story.Policy = PolicyOf(Slow);

        story.Gate(5, Left(0.1m)).Decision.ShouldBe(GateDecision.Warn);
    }

    [Fact]
    public void What_a_tier_remembers_is_when_its_condition_began_to_hold()
    {
        PolicyStory story = Of(Slow);

        story
            .Decide(0, Left(0.1m))
            .State.Tiers.ShouldBe([new TierState("low", "availability", Noon, false)]);
        story
            .Decide(40, Left(0.1m))
            .State.Tiers.ShouldBe([new TierState("low", "availability", Noon, true)]);
        story.Decide(50, Left(1m)).State.Tiers.ShouldBeEmpty();
    }

    [Fact]
    public void Each_objective_has_its_own_hysteresis()
    {
        PolicyStory story = Of(Low);

        story.Gate(0, Left(0.1m), Left(0.3m, "latency"));
        GateVerdict gate = story.Gate(5, Left(0.35m), Left(0.3m, "latency"));

        gate.Decision.ShouldBe(GateDecision.Allow);
    }

    [Theory]
    [InlineData(Verdict.Stale)]
    [InlineData(Verdict.MetricAbsent)]
    [InlineData(Verdict.Inconsistent)]
    [InlineData(Verdict.TooFewEvents)]
    public void Data_that_cannot_be_judged_neither_fire_nor_clear(Verdict verdict)
    {
        PolicyStory story = Of(Low);

        story.Decide(0, Lacking(verdict, 0.1m)).State.Tiers.ShouldBeEmpty();
        story.Decide(5, Left(0.1m));
        story
            .Decide(10, Lacking(verdict, 1m))
            .State.Tiers.ShouldBe([new TierState("low", "availability", Noon + Minutes(5), true)]);
        story.Gate(15, Left(0.3m)).Decision.ShouldBe(GateDecision.Warn);
    }

    [Fact]
    public void A_tier_that_waits_is_not_set_back_by_data_that_cannot_be_judged_nor_fires_by_them()
    {
        PolicyStory story = Of(Slow);
        story.Decide(0, Left(0.1m));

        story
            .Decide(40, Lacking(Verdict.Stale, 0.1m))
            .State.Tiers.Single()
            .IsFiring.ShouldBeFalse();

        story.Gate(41, Left(0.1m)).Decision.ShouldBe(GateDecision.Warn);
    }

    [Fact]
    public void Figures_that_are_not_there_cannot_be_judged_whatever_the_verdict()
    {
        PolicyStory story = Of(Low);
        story.Decide(0, Left(0.1m));

        story.Decide(5, Left(1m) with { Figures = null }).State.Tiers.ShouldNotBeEmpty();
    }

    [Fact]
    public void No_traffic_leaves_the_budget_whole_and_clears()
    {
        PolicyStory story = Of(Low);
        story.Decide(0, Left(0.1m));

        story.Gate(5, Lacking(Verdict.NoTraffic)).Decision.ShouldBe(GateDecision.Allow);
        story.State.Tiers.ShouldBeEmpty();
    }

    [Fact]
    public void A_restart_changes_nothing()
    {
        PolicyStory story = Of(Slow);
        story.Decide(0, Left(0.1m));
        story.Restart();
        story.Gate(30, Left(0.1m)).Decision.ShouldBe(GateDecision.Warn);
        story.Restart();

        GateVerdict gate = story.Gate(35, Left(0.3m));

        gate.Decision.ShouldBe(GateDecision.Warn);
        gate.Since.ShouldBe(Noon + Minutes(30));
    }

    [Fact]
    public void Tiers_and_objectives_that_are_gone_are_forgotten()
    {
        PolicyStory story = Of(Low);
        story.Decide(0, Left(0.1m), Left(0.1m, "latency"));

        story.Decide(5, Left(0.3m)).State.Tiers.Single().Objective.ShouldBe("availability");

        story.Policy = PolicyOf(Exhausted);
        story.Decide(10, Left(0.3m)).State.Tiers.ShouldBeEmpty();
    }
}
