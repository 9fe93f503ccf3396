using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing.Histories;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Budgets;

/// <summary>Every indicator and method, from series in a real Prometheus into the status.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class IndicatorTests(ControlPlaneFixture cluster)
{
    [Fact]
    public async Task Latency_counts_what_took_longer_than_the_threshold()
    {
        Shop shop = Shop.OfOneDay();
        shop.History.Histogram("latency_seconds", ["0.1", "0.3", "1.0"])
            .PerMinute(59.7m, 0.05)
            .PerMinute(0.3m, 0.7);

        TeamSloStatus status = await MeasureAsync(shop, Latency("300ms"));

        // 432 of 86,400 were slow, half of the 864 that may be.
        status.Only().Remaining().ShouldBe(0.5m, 0.001m);
        status.Only().TotalEvents.ShouldBe("86400");
    }

    [Fact]
    public async Task A_threshold_is_matched_to_the_boundary_by_number()
    {
        Shop shop = Shop.OfOneDay();
        shop.History.Histogram("latency_seconds", ["0.1", "1.0"]).PerMinute(60, 0.7);

        TeamSloStatus status = await MeasureAsync(shop, Latency("1s"));

        status.Only().BudgetRemaining.ShouldBe("1");
    }

    [Fact]
    public async Task A_threshold_off_the_boundaries_is_refused_with_those_there_are()
    {
        Shop shop = Shop.OfOneDay();
        shop.History.Histogram("latency_seconds", ["0.1", "0.5"]).PerMinute(60, 0.05);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(prometheus.Url);

        await team.ApplySloAsync([Latency("300ms")]);

        TeamSloStatus status = await team.StatusAsync(seen =>
            seen.ConditionOf("Ready").ShouldBe("False/InvalidSpec")
        );
        string message = status.MessageOf("Ready");
        message.ShouldStartWith("spec.objectives[0].indicator.latency.threshold: ");
        message.ShouldContain("0.1");
        message.ShouldContain("0.5");
    }

    [Fact]
    public async Task Every_sample_of_a_probe_is_an_event()
    {
        Shop shop = Shop.OfOneDay();
        DateTimeOffset outage = shop.Now.AddHours(-4);
        GaugeHistory probe = shop
            .History.Gauge("probe_success")
            .Is(1)
            .Is(0, outage)
            .Is(1, outage.AddMinutes(36));

        TeamSloStatus status = await MeasureAsync(
            shop,
            SloText.Objective("reachable", "95", "probe: {selector: probe_success}")
        );

        // 36 of 1,440 samples failed, half of the 72 that may.
        DateTimeOffset end = status.EvaluatedAt.ShouldNotBeNull();
        probe.CountSamples(value => value == 0, end.AddDays(-1), end).ShouldBe(36);
        status.Only().BadEvents.ShouldBe("36");
        status.Only().BudgetRemaining.ShouldBe("0.5");
    }

    [Fact]
    public async Task Good_and_total_count_all_that_was_not_good()
    {
        Shop shop = Shop.OfOneDay().IsOpen();
        const string good = """http_requests_total{code!="500"}""";

        TeamSloStatus status = await MeasureAsync(
            shop,
            SloText.Objective(
                "availability",
                "99.9",
                $"events: {{good: '{good}', total: '{SloText.Total}'}}"
            )
        );

        status.Only().Remaining().ShouldBe(shop.TrueRemaining(status), 0.001m);
        status.Only().Remaining().ShouldBe(0.5m, 0.005m);
    }

    [Fact]
    public async Task Where_no_good_series_ever_was_every_event_was_bad()
    {
        Shop shop = Shop.OfOneDay();
        shop.Bad().PerMinute(60);

        TeamSloStatus status = await MeasureAsync(
            shop,
            SloText.Objective(
                "availability",
                "99",
                $"events: {{good: 'never_total', total: '{SloText.Total}'}}"
            )
        );

        status.Only().BudgetRemaining.ShouldBe("-99");
        status.ConditionOf("BudgetHealthy").ShouldBe("False/BudgetExhausted");
    }

    [Fact]
    public async Task A_service_that_never_failed_has_no_error_series_and_all_of_its_budget()
    {
        Shop shop = Shop.OfOneDay();
        shop.Good().PerMinute(60);

        TeamSloStatus status = await MeasureAsync(shop, SloText.Availability());

        status.Only().BudgetRemaining.ShouldBe("1");
        status.ConditionOf("BudgetHealthy").ShouldBe("True/WithinBudget");
    }

    [Fact]
    public async Task Timeslices_count_slices_and_not_events()
    {
        Shop shop = Shop.OfOneDay();
        DateTimeOffset outage = shop.Now.AddHours(-4);
        shop.Good().PerMinute(60);
        // Far above 1 % of a slice in three of 288 slices, far below it in all others.
        shop.Bad().PerMinute(0.1m).PerMinute(600, outage, outage.AddMinutes(15));

        TeamSloStatus status = await MeasureAsync(
            shop,
            SloText.Availability(
                "95",
                """, method: Timeslices, timeslice: {length: 5m, target: "99"}"""
            )
        );

        // 5 % of 288 slices are 14.4: 1 − 3 / 14.4.
        status.Only().BudgetRemaining.ShouldBe("0.791666");
    }

    [Fact]
    public async Task Fewer_events_than_the_minimum_are_shown_but_not_judged()
    {
        Shop shop = Shop.OfOneDay().IsOpen();

        TeamSloStatus status = await MeasureAsync(
            shop,
            SloText.Availability("99.9", ", minimumEvents: 100000"),
            "TooFewEvents"
        );

        status.Only().Remaining().ShouldBe(shop.TrueRemaining(status), 0.001m);
        status.ConditionOf("BudgetHealthy").ShouldBe("Unknown/TooFewEvents");
    }

    private static string Latency(string threshold) =>
        SloText.Objective(
            "latency",
            "99",
            $"latency: {{histogram: latency_seconds, threshold: {threshold}}}"
        );

    private async Task<TeamSloStatus> MeasureAsync(
        Shop shop,
        string objective,
        string verdict = "Measured"
    )
    {
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(prometheus.Url);
        await team.ApplySloAsync([objective]);
        return await team.VerdictAsync(verdict);
    }
}
