using System.Globalization;
using SloOperator.Resources.Rules;
using SloOperator.Tests.Resources;
using static SloOperator.Tests.Controllers.Rules.GivenRules;

namespace SloOperator.Tests.Controllers.Rules;

public sealed class AlertTests
{
    // Rate times what may fail: 7 days 3.36 · 0.001, 28 days 13.44 · 0.01, 30 days 14.4 · 0.0005, 37 days 17.76 · 0.001.
    [Theory]
    [InlineData("7d", "99.9", "0.00336", "0.0014", "0.001")]
    [InlineData("28d", "99", "0.1344", "0.056", "0.01")]
    [InlineData("30d", "99.95", "0.0072", "0.003", "0.0005")]
    [InlineData("37d", "99.9", "0.01776", "0.0074", "0.001233333")]
    [InlineData("36h", "99.9", "0.001", "0.001", "0.001")]
    [InlineData("28d", "99.99999", "0.000001344", "0.00000056", "0.0000001")]
    public void Thresholds_follow_the_window_and_the_target(
        string window,
        string target,
        params string[] thresholds
    ) =>
        Alerts(Slo(window, target))
            .Select(alert => alert.Expr.Split('\n')[0].Split(" > ")[1])
            .ShouldBe(thresholds);

    [Fact]
    public void An_alert_says_who_is_told_of_what_and_what_to_do()
    {
        Rule page = Alerts(Slo())[0];

        page.Alert.ShouldBe("ErrorBudgetBurn");
        page.For.ShouldBeNull();
        Lines(page.Labels!)
            .ShouldBe([
                "burn_rate=13.44",
                "criticality=standard",
                "long_window=1h",
                "name=checkout",
                "namespace=shop",
                "objective=availability",
                "service=checkout-api",
                "severity=page",
                "short_window=5m",
                "team=payments",
            ]);
        Lines(page.Annotations!)
            .ShouldBe([
                "description={{ $value | humanizePercentage }} of the events of the last 1h were bad, and more than 1.344 % of the last 5m too. "
                    + "99.9 % is promised; at 1.344 %, 2 % of the budget of 28d go within 1h.",
                "runbook=kubectl describe teamslo checkout -n shop shows the budget that is left, how fast it burns and whether changes may ship. "
                    + "Look at what was deployed last, and roll it back while it burns.",
                "summary=checkout-api burns the error budget of availability more than 13.44 times as fast as it lasts",
            ]);
    }

    [Fact]
    public void A_tier_of_the_policy_is_named_on_its_alert()
    {
        Rule ticket = Alerts(
                Slo(fields: "policy: tier-1"),
                Written.BudgetPolicy(
                    "tiers: [{name: slow-burn, when: {burnRate: {short: 6h, long: 3d, above: \"1.5\"}}, gate: Warn}]"
                )
            )
            .Single(alert => alert.Labels!["severity"] == "ticket");

        ticket.Labels!["tier"].ShouldBe("slow-burn");
        ticket.Expr.ShouldContain("> 0.0015\n");
    }

    [Fact]
    public void A_description_never_becomes_a_template()
    {
        string rules = File(Slo(fields: "description: \"{{ query `up` }}\""));

        rules.ShouldNotContain("query");
    }

    [Fact]
    public void The_part_of_minimumEvents_is_that_of_the_look_back()
    {
        // 1,008 of seven days: 6 an hour, 36 in six, 432 in three days.
        Alerts(Slo("7d", more: ", minimumEvents: 1008"))
            .Select(alert =>
                decimal.Parse(alert.Expr.Split(" >= ")[1], CultureInfo.InvariantCulture)
            )
            .ShouldBe([6m, 36m, 432m]);
        Alerts(Slo()).ShouldAllBe(alert => !alert.Expr.Contains(">=", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, string> map) =>
        map.Select(each => $"{each.Key}={each.Value}").Order(StringComparer.Ordinal);
}
