using System.Globalization;
using SloOperator.Domain.Alerts;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;

namespace SloOperator.Domain.Tests.Alerts;

public sealed class BurnAlertsTests
{
    // 2 % · hours, 5 % · hours / 6, 10 % · hours / 72, and never below 1.
    [Theory]
    [InlineData(30, "Page 5m/1h 14.4", "Page 30m/6h 6", "Ticket 6h/3d 1")]
    [InlineData(28, "Page 5m/1h 13.44", "Page 30m/6h 5.6", "Ticket 6h/3d 1")]
    [InlineData(7, "Page 5m/1h 3.36", "Page 30m/6h 1.4", "Ticket 6h/3d 1")]
    [InlineData(90, "Page 5m/1h 43.2", "Page 30m/6h 18", "Ticket 6h/3d 3")]
    [InlineData(45, "Page 5m/1h 21.6", "Page 30m/6h 9", "Ticket 6h/3d 1.5")]
    [InlineData(3, "Page 5m/1h 1.44", "Page 30m/6h 1", "Ticket 2h/1d 1")]
    [InlineData(1, "Page 5m/1h 1", "Page 30m/6h 1", "Ticket 2h/6h 1")]
    public void A_share_of_the_budget_is_another_burn_rate_for_each_window(
        int days,
        params string[] expected
    ) => Alerts(Given.Days(days)).ShouldBe(expected, ignoreOrder: true);

    [Fact]
    public void A_window_of_odd_length_has_a_rate_of_its_own() =>
        // 253 hours: 0.02 · 253 = 5.06; 0.05 · 253 / 6 = 2.108333…
        Alerts(Given.Hours(253))
            .ShouldBe(["Page 5m/1h 5.06", "Page 30m/6h 2.108333", "Ticket 6h/3d 1"]);

    [Fact]
    public void What_a_policy_writes_is_taken_as_written_and_stands_for_the_share_of_its_windows() =>
        Alerts(
                Given.Days(7),
                PolicyOf(("burning", "5m", "1h", 14.4m), ("slow-burn", "6h", "3d", 0.5m))
            )
            .ShouldBe(["Page 5m/1h 14.4 burning", "Page 30m/6h 1.4", "Ticket 6h/3d 0.5 slow-burn"]);

    [Fact]
    public void Tiers_with_windows_of_their_own_stand_beside_the_shares() =>
        Alerts(Given.Days(28), PolicyOf(("daily", "2h", "1d", 3m), ("flash", "5m", "30m", 30m)))
            .ShouldBe([
                "Page 5m/30m 30 flash",
                "Page 5m/1h 13.44",
                "Page 30m/6h 5.6",
                "Ticket 2h/1d 3 daily",
                "Ticket 6h/3d 1",
            ]);

    [Fact]
    public void No_alert_looks_back_over_the_whole_budget()
    {
        for (int hours = 24; hours <= 90 * 24; hours++)
        {
            BurnAlerts
                .For(BudgetPolicy.Default, Given.Hours(hours))
                .ShouldAllBe(alert =>
                    alert.Short.Length < alert.Long.Length && alert.Long.Length < Given.Hours(hours)
                );
        }
    }

    [Theory]
    [InlineData(CalendarPeriod.Week, 7)]
    [InlineData(CalendarPeriod.Month, 28)]
    [InlineData(CalendarPeriod.Quarter, 90)]
    [InlineData(CalendarPeriod.Year, 365)]
    public void A_calendar_period_counts_as_its_shortest(CalendarPeriod period, int days) =>
        new CalendarWindow(period, NodaTime.DateTimeZone.Utc).Shortest.ShouldBe(Given.Days(days));

    [Theory]
    [InlineData("99.9", "0.01344", true)]
    [InlineData("93", "0.9408", true)]
    [InlineData("92.5", "1.008", false)]
    public void A_threshold_is_the_rate_times_what_may_fail(
        string target,
        string threshold,
        bool reachable
    )
    {
        BurnAlert alert = BurnAlerts.For(BudgetPolicy.Default, Given.Days(28))[0];

        alert
            .ThresholdFor(Given.Percent(target))
            .ShouldBe(decimal.Parse(threshold, CultureInfo.InvariantCulture));
        alert.IsReachable(Given.Percent(target)).ShouldBe(reachable);
        alert.ShareOf(Given.Days(28)).ShouldBe(0.02m);
    }

    private static IEnumerable<string> Alerts(TimeSpan window, BudgetPolicy? policy = null) =>
        BurnAlerts
            .For(policy ?? BudgetPolicy.Default, window)
            .Select(alert =>
                FormattableString
                    .Invariant(
                        $"{alert.Severity} {alert.Short.Name}/{alert.Long.Name} {alert.Above:0.######} {alert.Tier}"
                    )
                    .TrimEnd()
            );

    private static BudgetPolicy PolicyOf(
        params (string Name, string Short, string Long, decimal Above)[] tiers
    ) =>
        BudgetPolicy.Default with
        {
            Name = "own",
            Tiers =
            [
                .. tiers.Select(tier => new PolicyTier(
                    tier.Name,
                    new TierCondition.Burning(Window(tier.Short), Window(tier.Long), tier.Above),
                    TimeSpan.Zero,
                    null,
                    GateDecision.Warn,
                    null
                )),
                new PolicyTier(
                    "load",
                    new TierCondition.PageLoad(LoadLevel.OverLimit),
                    TimeSpan.Zero,
                    null,
                    GateDecision.Warn,
                    null
                ),
            ],
        };

    private static BurnWindow Window(string name) =>
        BurnWindow.All.Single(window => window.Name == name);
}
