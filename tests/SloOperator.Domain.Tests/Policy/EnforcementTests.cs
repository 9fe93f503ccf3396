using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;
using static SloOperator.Domain.Tests.Policy.PolicyStory;

namespace SloOperator.Domain.Tests.Policy;

public sealed class EnforcementTests
{
    private const string Spent =
        "availability has overspent its budget by 100 %; tier exhausted denies at 0 % and clears at 5 %.";

    private const string Little =
        "availability has 10 % of its budget left; tier low warns below 25 % and clears at 35 %.";

    [Theory]
    [InlineData(Enforcement.Observe, GateDecision.Allow, true, "Enforce would deny: " + Spent)]
    [InlineData(Enforcement.Warn, GateDecision.Warn, true, "Enforce would deny: " + Spent)]
    [InlineData(Enforcement.Enforce, GateDecision.Deny, false, Spent)]
    public void What_is_done_about_a_denial_is_the_policys_to_say(
        Enforcement enforcement,
        GateDecision decision,
        bool isAllowed,
        string message
    )
    {
        GateVerdict gate = Story(enforcement).Gate(0, Left(-1m));

        gate.Decision.ShouldBe(decision);
        gate.Enforced.ShouldBe(GateDecision.Deny);
        gate.IsAllowed.ShouldBe(isAllowed);
        gate.Reason.ShouldBe("BudgetExhausted");
        gate.Message.ShouldBe(message);
        gate.ClosedBy.Count.ShouldBe(isAllowed ? 0 : 1);
    }

    [Theory]
    [InlineData(Enforcement.Observe, GateDecision.Allow, "Enforce would warn: " + Little)]
    [InlineData(Enforcement.Warn, GateDecision.Warn, Little)]
    [InlineData(Enforcement.Enforce, GateDecision.Warn, Little)]
    public void What_is_done_about_a_warning_is_the_policys_to_say(
        Enforcement enforcement,
        GateDecision decision,
        string message
    )
    {
        GateVerdict gate = Story(enforcement).Gate(0, Left(0.1m));

        gate.Decision.ShouldBe(decision);
        gate.Enforced.ShouldBe(GateDecision.Warn);
        gate.Message.ShouldBe(message);
        gate.WouldHaveBlocked.ShouldBe(0);
    }

    [Theory]
    [InlineData(Enforcement.Observe)]
    [InlineData(Enforcement.Warn)]
    public void Unknown_stays_unknown_but_stops_nothing(Enforcement enforcement)
    {
        PolicyStory story = Story(enforcement);
        story.Policy = story.Policy with { OnUnknown = GateDecision.Deny };

        GateVerdict gate = story.Gate(0, Lacking(Verdict.Stale));

        gate.Decision.ShouldBe(GateDecision.Unknown);
        gate.IsAllowed.ShouldBeTrue();
        gate.WouldHaveBlocked.ShouldBe(0);
    }

    [Theory]
    [InlineData(Enforcement.Observe, 2)]
    [InlineData(Enforcement.Warn, 2)]
    [InlineData(Enforcement.Enforce, 0)]
    public void Each_closing_that_was_not_enforced_counts_once(Enforcement enforcement, int spared)
    {
        PolicyStory story = Story(enforcement);

        story.Gate(0, Left(-1m)).WouldHaveBlocked.ShouldBe(spared / 2);
        story.Gate(5, Left(-2m)).WouldHaveBlocked.ShouldBe(spared / 2);
        story.Restart();
        story.Gate(10, Left(0.04m)).WouldHaveBlocked.ShouldBe(spared / 2);
        story.Gate(15, Left(0.1m)).WouldHaveBlocked.ShouldBe(spared / 2);
        story.Gate(20, Left(-1m)).WouldHaveBlocked.ShouldBe(spared);
    }

    [Fact]
    public void Missing_data_in_between_do_not_make_one_closing_two()
    {
        PolicyStory story = Story(Enforcement.Observe);

        story.Gate(0, Left(-1m));
        story.Gate(5, Lacking(Verdict.Stale));

        story.Gate(10, Left(-1m)).WouldHaveBlocked.ShouldBe(1);
    }

    [Fact]
    public void Missing_data_before_the_first_closing_do_not_hide_it()
    {
        PolicyStory story = Story(Enforcement.Observe);

        story.Gate(0, Left(0.1m));
        story.Gate(5, Lacking(Verdict.Stale));

        story.Gate(10, Left(-1m)).WouldHaveBlocked.ShouldBe(1);
    }

    [Fact]
    public void A_tier_that_only_waited_when_the_data_went_missing_had_not_closed()
    {
        PolicyStory story = Story(Enforcement.Observe);
        story.Policy = story.Policy with
        {
            Tiers = [Exhausted with { For = TimeSpan.FromMinutes(5) }],
        };

        story.Gate(0, Left(-1m));
        story.Gate(5, Lacking(Verdict.Stale));

        story.Gate(10, Left(-1m)).WouldHaveBlocked.ShouldBe(1);
    }

    [Fact]
    public void A_gate_that_was_closed_and_is_no_longer_enforced_was_not_spared_anew()
    {
        PolicyStory story = Story(Enforcement.Enforce);
        story.Gate(0, Left(-1m));

        story.Policy = story.Policy with { Enforcement = Enforcement.Observe };

        story.Gate(5, Left(-1m)).WouldHaveBlocked.ShouldBe(0);
    }

    private static PolicyStory Story(Enforcement enforcement) =>
        new(PolicyOf(Exhausted, Low) with { Enforcement = enforcement });
}
