using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

public sealed class PolicySenseTests
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    [Fact]
    public void The_built_in_policy_makes_sense()
    {
        PolicySense.Find(BudgetPolicy.Default).ShouldBeEmpty();
    }

    [Fact]
    public void The_policy_of_the_design_makes_sense()
    {
        Find(
                Exhausted with
                {
                    For = TimeSpan.FromMinutes(5),
                },
                Burning,
                Low with
                {
                    For = HalfAnHour,
                },
                SlowBurn,
                PageLoad
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_budget_tier_needs_a_level_to_clear_at_or_a_time()
    {
        ShouldFind(
            Low with
            {
                ClearAbove = null,
            },
            "clearAbove",
            "has no hysteresis; set clearAbove above budgetRemainingBelow, or when.for"
        );
        Find(Low with { ClearAbove = null, For = HalfAnHour }).ShouldBeEmpty();
        Find(Low).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0.25")]
    [InlineData("0.2")]
    public void A_clear_level_is_above_the_one_that_fires(string level)
    {
        ShouldFind(
            Low with
            {
                ClearAbove = Number(level),
                For = HalfAnHour,
            },
            "clearAbove",
            $"{level} is not above budgetRemainingBelow 0.25; raise it, or leave it out and set when.for"
        );
    }

    [Fact]
    public void A_clear_level_above_the_whole_budget_is_never_reached()
    {
        ShouldFind(
            Low with
            {
                ClearAbove = 1.01m,
            },
            "clearAbove",
            "never clears: the whole budget is 1"
        );
        Find(Low with { ClearAbove = 1m }).ShouldBeEmpty();
    }

    [Fact]
    public void A_level_above_the_whole_budget_always_holds()
    {
        ShouldFind(
            Below(1.5m, HalfAnHour),
            "when.budgetRemainingBelow",
            "always holds: 1.5 is above 1, the whole budget"
        );
        Find(Below(1m, HalfAnHour)).ShouldBeEmpty();
    }

    [Fact]
    public void A_clear_level_is_for_budgets_only()
    {
        ShouldFind(
            Burning with
            {
                ClearAbove = 0.5m,
            },
            "clearAbove",
            "is only for tiers with budgetRemainingBelow; leave it out"
        );
    }

    [Fact]
    public void The_short_window_is_the_shorter_one()
    {
        ShouldFind(
            Burns(BurnWindow.OneHour, BurnWindow.FiveMinutes, 14.4m),
            "when.burnRate",
            "short 1h is not shorter than long 5m; exchange them"
        );
        ShouldFind(
            Burns(BurnWindow.OneHour, BurnWindow.OneHour, 14.4m),
            "when.burnRate",
            "short 1h is not shorter than long 1h; exchange them"
        );
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public void A_burn_rate_of_nothing_would_always_fire(string above)
    {
        ShouldFind(
            Burns(BurnWindow.FiveMinutes, BurnWindow.OneHour, Number(above)),
            "when.burnRate.above",
            "must be above 0: 1 spends the budget in exactly one window"
        );
    }

    [Fact]
    public void A_tier_does_something()
    {
        ShouldFind(
            Low with
            {
                Gate = null,
                Ticket = null,
            },
            "gate",
            "the tier has neither gate nor ticket; set one"
        );
        Find(Low with { Gate = null }, SlowBurn with { Ticket = null }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SingleIncident")]
    [InlineData("NoData")]
    public void The_names_of_the_policys_own_rules_are_taken(string name)
    {
        ShouldFind(
            Low with
            {
                Name = name,
            },
            "name",
            $"{name} is the name of the policy's own rule; choose another"
        );
    }

    [Fact]
    public void A_name_is_given_once()
    {
        Find(Exhausted, Low with { Name = "exhausted" }, SlowBurn with { Name = "exhausted" })
            .ShouldBe([
                (1, "name", "exhausted is the name of an earlier tier; choose another"),
                (2, "name", "exhausted is the name of an earlier tier; choose another"),
            ]);
    }

    [Fact]
    public void A_tier_that_denies_comes_before_those_that_warn()
    {
        Find(Low, SlowBurn, Exhausted, Burning)
            .ShouldBe([
                (
                    2,
                    "gate",
                    "denies behind low, which warns: while both fire the gate would only warn; move this tier before it"
                ),
                (
                    2,
                    "when",
                    "never decides: low comes first and fires whenever this does; move this tier before it"
                ),
                (
                    3,
                    "gate",
                    "denies behind low, which warns: while both fire the gate would only warn; move this tier before it"
                ),
            ]);
    }

    [Fact]
    public void A_tier_behind_a_milder_one_of_its_kind_never_decides()
    {
        Hidden(Below(0.5m, HalfAnHour), Below(0.25m, HalfAnHour)).ShouldBeTrue();
        Hidden(Below(0.25m, HalfAnHour), Below(0.25m, HalfAnHour)).ShouldBeTrue();
        Hidden(Below(0.25m, HalfAnHour), Below(0.5m, HalfAnHour)).ShouldBeFalse();

        Hidden(Burns(5), Burns(10)).ShouldBeTrue();
        Hidden(Burns(10), Burns(10)).ShouldBeTrue();
        Hidden(Burns(10), Burns(5)).ShouldBeFalse();

        Hidden(Loads(LoadLevel.Warn), Loads(LoadLevel.OverLimit)).ShouldBeTrue();
        Hidden(Loads(LoadLevel.Warn), Loads(LoadLevel.Warn)).ShouldBeTrue();
        Hidden(Loads(LoadLevel.OverLimit), Loads(LoadLevel.Warn)).ShouldBeFalse();
    }

    [Fact]
    public void Tiers_of_different_kinds_or_windows_do_not_hide_each_other()
    {
        Hidden(Below(0.5m, HalfAnHour), Burns(10)).ShouldBeFalse();
        Hidden(Burns(10), Loads(LoadLevel.Warn)).ShouldBeFalse();
        Hidden(Burns(5), Burns(BurnWindow.FiveMinutes, BurnWindow.SixHours, 10)).ShouldBeFalse();
        Hidden(Burns(5), Burns(BurnWindow.All[1], BurnWindow.OneHour, 10)).ShouldBeFalse();
    }

    [Fact]
    public void A_milder_tier_that_fires_later_leaves_the_stricter_some_time()
    {
        Hidden(Below(0.5m, 2 * HalfAnHour), Below(0.25m, HalfAnHour)).ShouldBeFalse();
        Hidden(Below(0.5m, HalfAnHour), Below(0.25m, 2 * HalfAnHour)).ShouldBeTrue();
    }

    [Fact]
    public void A_milder_tier_that_clears_sooner_leaves_the_stricter_some_time()
    {
        PolicyTier mild = Low with { Name = "mild" };

        Hidden(mild, Low with { ClearAbove = 0.5m }).ShouldBeFalse();
        Hidden(mild, Low with { ClearAbove = 0.35m }).ShouldBeTrue();
        Hidden(mild with { ClearAbove = null, For = HalfAnHour }, Low with { For = HalfAnHour })
            .ShouldBeFalse();
    }

    [Fact]
    public void Tiers_that_the_gate_does_not_mind_hide_nothing_and_are_not_hidden()
    {
        PolicyTier mild = Below(0.5m, HalfAnHour);
        PolicyTier strict = Below(0.25m, HalfAnHour);

        Hidden(mild with { Gate = null }, strict).ShouldBeFalse();
        Hidden(mild, strict with { Gate = null }).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.1")]
    public void A_single_incident_takes_more_than_nothing(string above)
    {
        PolicySense
            .Find(PolicyOf() with { SingleIncident = Incident(above) })
            .ShouldBe([
                (
                    null,
                    "singleIncident.above",
                    "must be above 0: each bad event is more than nothing"
                ),
            ]);
        PolicySense.Find(PolicyOf() with { SingleIncident = Incident("0.01") }).ShouldBeEmpty();
    }

    [Fact]
    public void Data_are_missing_for_a_while()
    {
        var ticket = new TicketRequest(TicketPriority.P3);

        PolicySense
            .Find(PolicyOf() with { NoData = new NoDataRule(TimeSpan.Zero, ticket) })
            .ShouldBe([
                (null, "noData.for", "must be above 0: each missed answer would raise a ticket"),
            ]);
        PolicySense
            .Find(PolicyOf() with { NoData = new NoDataRule(HalfAnHour, ticket) })
            .ShouldBeEmpty();
    }

    private static SingleIncidentRule Incident(string above) =>
        new(Number(above), new TicketRequest(TicketPriority.P1));

    private static PolicyTier Below(decimal remaining, TimeSpan hold) =>
        new(
            $"below-{remaining}-{hold.TotalMinutes}",
            new TierCondition.BudgetBelow(remaining),
            hold,
            null,
            GateDecision.Warn,
            null
        );

    private static PolicyTier Burns(decimal above) =>
        Burns(BurnWindow.FiveMinutes, BurnWindow.OneHour, above);

    private static PolicyTier Burns(BurnWindow shorter, BurnWindow longer, decimal above) =>
        new(
            "burns",
            new TierCondition.Burning(shorter, longer, above),
            TimeSpan.Zero,
            null,
            GateDecision.Warn,
            null
        );

    private static PolicyTier Loads(LoadLevel level) =>
        PageLoad with
        {
            When = new TierCondition.PageLoad(level),
        };

    private static bool Hidden(PolicyTier earlier, PolicyTier later) =>
        Find(earlier, later).Any(found => found.Field == "when");

    private static IReadOnlyList<(int? Tier, string Field, string Message)> Find(
        params PolicyTier[] tiers
    ) => PolicySense.Find(PolicyOf(tiers));

    private static void ShouldFind(PolicyTier tier, string field, string message) =>
        Find(tier).ShouldBe([(0, field, message)]);

    private static decimal Number(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
