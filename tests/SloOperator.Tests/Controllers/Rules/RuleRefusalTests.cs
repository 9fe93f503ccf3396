using SloOperator.Resources;
using SloOperator.Resources.Policy;
using SloOperator.Tests.Resources;
using static SloOperator.Tests.Controllers.Rules.GivenRules;

namespace SloOperator.Tests.Controllers.Rules;

public sealed class RuleRefusalTests
{
    [Fact]
    public void A_share_that_not_even_an_outage_spends_is_refused_with_every_way_out() =>
        // An hour of a total outage spends 1 / 0.025 / 2160 = 1.85 % of 90 days.
        Refused(Slo(window: "90d", target: "97.5"))
            .ShouldBe([
                "spec.objectives[0].target: \"97.5\" cannot be watched over 5m/1h: 2 % of a budget of 90d within 1h is a burn rate of 43.2, "
                    + "43.2 × 0.025 = 1.08, and no error ratio exceeds 1; use a target above 97.685186, a shorter window, "
                    + "or a policy with a burnRate tier over 5m/1h that asks for less than 40",
            ]);

    [Theory]
    [InlineData("97.685185")]
    [InlineData("97.685186")]
    public void The_target_that_the_refusal_names_is_the_first_that_can_be_watched(string target) =>
        // 100 − 100 / 43.2 = 97.6851851…
        Map(Slo(window: "90d", target: target)).IsUsable.ShouldBe(target is "97.685186");

    [Fact]
    public void The_policy_that_the_refusal_names_is_a_way_out() =>
        Alerts(
            Slo(window: "90d", target: "97.5", fields: "policy: tier-1"),
            Burning("5m", "1h", "39.9")
        )[0]
            .Expr.ShouldContain("> 0.9975\n");

    [Fact]
    public void A_year_of_99_percent_can_be_watched_by_no_share_of_an_hour() =>
        Refused(
                Written.Slo(
                    "team: a\nservice: s\nwindow: {calendar: {period: Year, timeZone: UTC}}\n"
                        + "objectives: [{name: o, target: \"99\", indicator: {probe: {selector: up}}}]"
                )
            )
            .ShouldHaveSingleItem()
            .ShouldContain(
                "2 % of a budget of 365d within 1h is a burn rate of 175.2, 175.2 × 0.01 = 1.752"
            );

    [Fact]
    public void A_tier_that_looks_back_as_far_as_the_budget_goes_is_refused() =>
        Refused(Slo(window: "3d", fields: "policy: tier-1"), Burning("6h", "3d", "1"))
            .ShouldBe([
                "spec.policy: the tier \"fast\" of the policy \"tier-1\" looks 3d back, and the budget is one of 3d: it is spent before that is seen; "
                    + "use a window longer than 3d, or a policy whose burnRate.long is shorter than the window",
            ]);

    [Fact]
    public void Slices_that_do_not_fit_into_a_look_back_are_refused() =>
        Refused(
                Slo(
                    fields: "policy: tier-1",
                    more: ", method: Timeslices, timeslice: {length: 1h, target: \"99\"}"
                ),
                Burning("5m", "30m", "10")
            )
            .ShouldBe([
                "spec.objectives[0].timeslice.length: 1h is longer than the 30m that the tier \"fast\" of the policy looks back: "
                    + "no slice is whole within it; use slices of at most 30m, or a policy that looks back further",
            ]);

    [Fact]
    public void A_name_that_leaves_no_room_for_that_of_its_rules_is_refused()
    {
        TeamSlo slo = Slo();
        string tooLong = new('a', 250);

        Refused(slo with { Metadata = slo.Metadata with { Name = tooLong } })
            .ShouldBe([
                "metadata.name: has 250 characters; at most 249 leave room for the name of its PrometheusRule",
            ]);
        Map(slo with { Metadata = slo.Metadata with { Name = tooLong[1..] } })
            .IsUsable.ShouldBeTrue();
    }

    [Fact]
    public void One_objective_that_cannot_be_watched_keeps_the_others_from_looking_watched()
    {
        TeamSlo slo = Slo(window: "90d");
        TeamSlo two = slo with
        {
            Spec = slo.Spec! with
            {
                Objectives =
                [
                    slo.Spec.Objectives![0],
                    slo.Spec.Objectives[0]! with
                    {
                        Name = "second",
                        Target = "95",
                    },
                ],
            },
        };

        Refused(two).ShouldHaveSingleItem().ShouldStartWith("spec.objectives[1].target: \"95\"");
    }

    private static IEnumerable<string> Refused(TeamSlo slo, ErrorBudgetPolicy? policy = null)
    {
        var mapping = Map(slo, policy);
        mapping.Groups.ShouldBeNull();
        return mapping.Problems.Select(problem => problem.ToString());
    }

    private static ErrorBudgetPolicy Burning(string shorter, string longer, string above) =>
        Written.BudgetPolicy(
            $"tiers: [{{name: fast, when: {{burnRate: {{short: {shorter}, long: {longer}, above: \"{above}\"}}}}, gate: Warn}}]"
        );
}
