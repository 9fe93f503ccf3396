using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing.Histories;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Budgets;

/// <summary>Histories that other tools get wrong: from a real Prometheus into the status, against the log of all events.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class CaseTests(ControlPlaneFixture cluster)
{
    private const decimal Tolerance = 0.001m;

    // A Prometheus spreads its scrapes: they seldom fall on the bucket grid.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Offset = TimeSpan.FromSeconds(7);

    [Fact]
    public async Task Thirty_idle_minutes_leave_the_budget_whole()
    {
        Shop shop = Shop.OfOneDay();
        shop.Good().PerMinute(60, to: shop.Now.AddMinutes(-30));
        shop.Bad();

        TeamSloStatus status = await MeasureAsync(shop);

        status.Only().BudgetRemaining.ShouldBe("1");
        status.Summary.ShouldNotBeNull().Budget.ShouldBe("100.0%");
        status.Only().Burn.ShouldNotBeNull().ThirtyMinutes.ShouldBe("0");
        status.ConditionOf("BudgetHealthy").ShouldBe("True/WithinBudget");
    }

    [Fact]
    public async Task A_window_without_any_traffic_has_all_of_its_budget()
    {
        Shop shop = Shop.OfOneDay();
        shop.Good();

        TeamSloStatus status = await MeasureAsync(shop, verdict: "NoTraffic");

        status.Only().BudgetRemaining.ShouldBe("1");
        status.ConditionOf("BudgetHealthy").ShouldBe("True/NoTraffic");
    }

    [Fact]
    public async Task Errors_first_seen_in_the_last_hour_of_two_days_weigh_as_that_hour()
    {
        Shop shop = new(TimeSpan.FromDays(2), Interval, Offset);
        DateTimeOffset hour = shop.Now.AddHours(-1);
        shop.Good().PerMinute(594);
        shop.Bad().PerMinute(6, hour, shop.Now).BornAt(hour);

        TeamSloStatus status = await MeasureAsync(shop, window: "{rolling: 2d}");

        // 360 of some 1.7 million requests failed, of 1,711 that may.
        IsTrue(shop, status);
        status.Only().Remaining().ShouldBe(0.79m, 0.005m);
    }

    [Fact]
    public async Task A_failing_hour_with_little_traffic_weighs_as_its_requests()
    {
        Shop shop = Shop.OfOneDay();
        DateTimeOffset hour = shop.Now.AddHours(-1);
        shop.Good().PerMinute(6000, to: hour).PerMinute(3, hour);
        shop.Bad().PerMinute(3, hour, shop.Now);

        TeamSloStatus status = await MeasureAsync(shop);

        // 180 of 8.28 million requests failed, of 8,280 that may.
        IsTrue(shop, status);
        status.Only().BadEvents.ShouldBe("180");
        status.Only().Remaining().ShouldBe(0.98m, 0.005m);
    }

    [Theory]
    [InlineData(15, 7)]
    [InlineData(60, 23)]
    public async Task Restarts_and_replaced_pods_lose_and_invent_nothing(int interval, int offset)
    {
        TimeSpan late = TimeSpan.FromSeconds(offset);
        Shop shop = new(TimeSpan.FromDays(1), TimeSpan.FromSeconds(interval), late);
        DateTimeOffset restart = shop.Now.AddHours(-15) + late;
        DateTimeOffset churn = shop.Now.AddHours(-5) + late;
        Add(shop.Good(("pod", "a")).PerMinute(5997));
        Add(shop.Bad(("pod", "a")).PerMinute(9, churn.AddHours(-4), churn.AddHours(4)));

        TeamSloStatus status = await MeasureAsync(shop);

        // 4,320 of 8.64 million requests failed, of 8,640 that may.
        IsTrue(shop, status);
        status.Only().Remaining().ShouldBe(0.5m, 0.005m);

        // On a scrape, so that nothing is lost that no Prometheus could see.
        void Add(CounterHistory series) =>
            series.ResetAt(restart).ReplacedAt(churn, ("pod", "b")).ResetAt(churn.AddHours(2));
    }

    [Fact]
    public async Task Targets_from_95_to_99999_are_measured_side_by_side()
    {
        Shop shop = Shop.OfOneDay().IsOpen();

        TeamSloStatus status = await MeasureAsync(
            shop,
            objectives:
            [
                .. ((string[])["99.999", "99.9", "95"]).Select(
                    (target, index) =>
                        SloText
                            .Availability(target)
                            .Replace("availability", $"o{index}", StringComparison.Ordinal)
                ),
            ]
        );

        status
            .Objectives.ShouldNotBeNull()
            .Select(one => one.Target)
            .ShouldBe(["99.999", "99.9", "95"]);
        status.Objective("o0").Remaining().ShouldBe(shop.TrueRemaining(status, 0.00001m), 0.1m);
        status.Objective("o1").Remaining().ShouldBe(shop.TrueRemaining(status), Tolerance);
        status.Objective("o2").Remaining().ShouldBe(shop.TrueRemaining(status, 0.05m), Tolerance);
        status.Summary.ShouldNotBeNull().WorstObjective.ShouldBe("o0");
        status.ConditionOf("BudgetHealthy").ShouldBe("False/BudgetExhausted");
    }

    [Fact]
    public async Task A_target_no_burn_tier_can_reach_is_refused_with_the_reason()
    {
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(new Uri("http://127.0.0.1:9"));

        await team.ApplySloAsync([SloText.Availability("50")]);

        TeamSloStatus status = await team.StatusAsync(seen =>
            seen.ConditionOf("Ready").ShouldBe("False/InvalidSpec")
        );
        status
            .MessageOf("Ready")
            .ShouldStartWith(
                "spec.objectives[0].target: \"50\" cannot be watched by the tier \"burning\" of the policy \"default\", burn 14.4 (5m/1h): "
                    + "14.4 × 0.5 = 7.2, and no error ratio exceeds 1"
            );
    }

    private static void IsTrue(Shop shop, TeamSloStatus status) =>
        status.Only().Remaining().ShouldBe(shop.TrueRemaining(status), Tolerance);

    private async Task<TeamSloStatus> MeasureAsync(
        Shop shop,
        string window = "{rolling: 1d}",
        string verdict = "Measured",
        params IReadOnlyList<string> objectives
    )
    {
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(prometheus.Url);
        await team.ApplySloAsync(
            objectives.Count == 0 ? [SloText.Availability()] : objectives,
            window
        );
        return await team.StatusAsync(status =>
        {
            status.ConditionOf("Ready").ShouldBe("True/Evaluated");
            status.ConditionOf("DataFresh").ShouldBe("True/AllMeasured");
            status.Objectives.ShouldNotBeNull().ShouldAllBe(one => one.Verdict == verdict);
        });
    }
}
