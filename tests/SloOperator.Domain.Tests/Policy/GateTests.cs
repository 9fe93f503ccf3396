using SloOperator.Domain.Policy;
using static SloOperator.Domain.Tests.Given;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

public sealed class GateTests
{
    [Fact]
    public void A_budget_that_no_tier_minds_leaves_the_gate_open()
    {
        GateVerdict gate = Of(Exhausted, Burning, Low).Gate(0, Left(0.4m));

        gate.ShouldBe(
            new GateVerdict
            {
                Decision = GateDecision.Allow,
                Enforced = GateDecision.Allow,
                IsAllowed = true,
                Reason = "WithinBudget",
                Message = "No tier of policy tier-1 stands against a change.",
                Since = Noon,
                DetailWanted = gate.DetailWanted,
                ClosedBy = gate.ClosedBy,
            }
        );
        gate.ClosedBy.ShouldBeEmpty();
        gate.DetailWanted.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-0.5", "availability has overspent its budget by 50 %;")]
    [InlineData("-0.0004", "availability has overspent its budget by 0.1 %;")]
    [InlineData("0", "availability has 0 % of its budget left;")]
    public void A_budget_of_nothing_or_less_is_exhausted(string remaining, string state)
    {
        GateVerdict gate = Of(Exhausted, Low).Gate(0, Left(Number(remaining)));

        gate.Decision.ShouldBe(GateDecision.Deny);
        gate.Enforced.ShouldBe(GateDecision.Deny);
        gate.IsAllowed.ShouldBeFalse();
        gate.Reason.ShouldBe("BudgetExhausted");
        gate.Message.ShouldBe($"{state} tier exhausted denies at 0 % and clears at 5 %.");
        gate.Objective.ShouldBe("availability");
        gate.Tier.ShouldBe("exhausted");
        gate.ClosedBy.ShouldBe(["availability"]);
        gate.Exception.ShouldBeNull();
    }

    [Fact]
    public void Anything_left_is_not_exhausted()
    {
        Of(Exhausted).Gate(0, Left(0.0001m)).Decision.ShouldBe(GateDecision.Allow);
    }

    [Theory]
    [InlineData("0.2499", "24.9 %")]
    [InlineData("0.031", "3.1 %")]
    public void A_low_budget_warns_and_says_how_low_it_is_rounded_down(
        string remaining,
        string left
    )
    {
        GateVerdict gate = Of(Exhausted, Low).Gate(0, Left(Number(remaining)));

        gate.Decision.ShouldBe(GateDecision.Warn);
        gate.IsAllowed.ShouldBeTrue();
        gate.Reason.ShouldBe("BudgetLow");
        gate.Message.ShouldBe(
            $"availability has {left} of its budget left; tier low warns below 25 % and clears at 35 %."
        );
        gate.ClosedBy.ShouldBeEmpty();
    }

    [Fact]
    public void A_budget_at_a_level_is_not_below_it()
    {
        Of(Low).Gate(0, Left(0.25m)).Decision.ShouldBe(GateDecision.Allow);
    }

    [Fact]
    public void A_tier_without_a_level_to_clear_at_clears_where_it_fires()
    {
        Of(Exhausted with { ClearAbove = null })
            .Gate(0, Left(-1m))
            .Message.ShouldBe(
                "availability has overspent its budget by 100 %; tier exhausted denies at 0 % and clears above 0 %."
            );
        Of(Low with { ClearAbove = null })
            .Gate(0, Left(0.1m))
            .Message.ShouldBe(
                "availability has 10 % of its budget left; tier low warns below 25 % and clears at 25 %."
            );
    }

    [Theory]
    [InlineData("14.5", "16.3", "16")]
    [InlineData("1000", "14.41", "14")]
    public void Burning_over_both_windows_denies(string fiveMinutes, string hour, string times)
    {
        GateVerdict gate = Of(Burning).Gate(0, Burns(Number(fiveMinutes), Number(hour)));

        gate.Decision.ShouldBe(GateDecision.Deny);
        gate.Reason.ShouldBe("Burning");
        gate.Message.ShouldBe(
            $"availability has burned its budget {times} times as fast as its window allows for 1h, and still does; tier burning denies above 14.4 over 5m and 1h."
        );
    }

    [Fact]
    public void A_burn_rate_is_told_as_it_is_written_but_for_zeros()
    {
        PolicyTier tier = Burning with
        {
            When = ((TierCondition.Burning)Burning.When) with { Above = 14.40m },
        };

        Of(tier).Gate(0, Burns(20, 20)).Message.ShouldContain("denies above 14.4 over 5m");
    }

    [Theory]
    [InlineData("14.4", "20")]
    [InlineData("20", "14.4")]
    [InlineData("20", "0")]
    [InlineData("0", "20")]
    public void Burning_over_one_window_only_or_just_at_the_level_does_not(
        string fiveMinutes,
        string hour
    )
    {
        Of(Burning)
            .Gate(0, Burns(Number(fiveMinutes), Number(hour)))
            .Decision.ShouldBe(GateDecision.Allow);
    }

    [Theory]
    [InlineData("1.29", "1.2")]
    [InlineData("9.99", "9.9")]
    [InlineData("10", "10")]
    [InlineData("10.9", "10")]
    public void A_burn_is_told_in_tenths_until_ten(string rate, string told)
    {
        PolicyTier tier = Burning with
        {
            When = ((TierCondition.Burning)Burning.When) with { Above = 1m },
        };

        Of(tier)
            .Gate(0, Burns(100m, Number(rate)))
            .Message.ShouldStartWith($"availability has burned its budget {told} times as fast");
    }

    [Fact]
    public void The_first_tier_that_fires_decides()
    {
        Of(Exhausted, Low).Gate(0, Left(-1m)).Tier.ShouldBe("exhausted");
        Of(Low, Exhausted).Gate(0, Left(-1m)).Tier.ShouldBe("low");
    }

    [Fact]
    public void The_order_of_tiers_comes_before_that_of_objectives()
    {
        GateVerdict gate = Of(Exhausted, Low)
            .Gate(0, Left(0.1m), Left(-1m, "latency"), Left(-2m, "freshness"));

        gate.Decision.ShouldBe(GateDecision.Deny);
        gate.Objective.ShouldBe("latency");
        gate.ClosedBy.ShouldBe(["latency", "freshness"]);
    }

    [Fact]
    public void Each_objective_closes_a_gate_only_once()
    {
        PolicyTier deep = Exhausted with
        {
            Name = "deep",
            When = new TierCondition.BudgetBelow(-0.5m),
        };

        Of(deep, Exhausted).Gate(0, Left(-1m)).ClosedBy.ShouldBe(["availability"]);
    }

    [Fact]
    public void A_tier_that_the_gate_does_not_mind_does_not_decide()
    {
        PolicyTier noted = Exhausted with { Gate = null };

        GateVerdict gate = Of(noted, Low).Gate(0, Left(-1m));

        gate.Tier.ShouldBe("low");
        gate.Decision.ShouldBe(GateDecision.Warn);
        gate.ClosedBy.ShouldBeEmpty();
    }

    [Fact]
    public void Since_is_when_decision_and_reason_became_what_they_are()
    {
        PolicyStory story = Of(Exhausted, Burning, Low);

        story.Gate(0, Left(1m)).Since.ShouldBe(Noon);
        story.Gate(5, Left(-1m)).Since.ShouldBe(Noon + Minutes(5));
        story.Gate(10, Left(-2m)).Since.ShouldBe(Noon + Minutes(5));
        story.Gate(15, Burns(20, 20)).Since.ShouldBe(Noon + Minutes(15));
        story.Gate(20, Left(0.1m)).Since.ShouldBe(Noon + Minutes(20));
        story.Gate(25, Left(-1m)).Since.ShouldBe(Noon + Minutes(25));
    }

    [Fact]
    public void A_changed_decision_is_news_even_when_its_reason_is_the_same()
    {
        PolicyStory story = Of(Exhausted);
        story.Gate(0, Left(-1m));

        story.Policy = story.Policy with { Enforcement = Enforcement.Warn };

        story.Gate(5, Left(-1m)).Since.ShouldBe(Noon + Minutes(5));
    }

    [Fact]
    public void Each_rule_of_the_gate_has_a_name_of_its_own()
    {
        GateRules
            .All.Select(rule => rule.Name)
            .ShouldBe([
                "Denied",
                "ObjectiveUnknown",
                "LoadUnknown",
                "Warned",
                "TooFewEvents",
                "Open",
            ]);
        TicketRules
            .All.Select(rule => rule.Name)
            .ShouldBe(["Budget", "SlowBurn", "SingleIncident", "NoData"]);
    }

    private static decimal Number(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
