using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing.Processes;
using SloOperator.Testing.Prometheus;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.Budgets;

/// <summary>A Prometheus that is not there, or answers what no Prometheus should.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class BadAnswerTests(ControlPlaneFixture cluster)
{
    [Fact]
    public async Task An_endpoint_that_was_never_up_is_stale_and_unknown()
    {
        TeamSloStatus status = await AskAsync(
            new Uri($"http://127.0.0.1:{LoopbackPort.Next()}"),
            "Stale"
        );

        status.Only().Message.ShouldNotBeNull().ShouldContain("connection refused");
        IsUnknown(status, "Stale");
    }

    [Fact]
    public async Task A_page_of_HTML_is_no_answer()
    {
        await using ScriptedServer server = await AlwaysAsync(Reply.Html("<html>Sign in</html>"));

        TeamSloStatus status = await AskAsync(server.Url, "Stale");

        IsUnknown(status, "Stale");
    }

    [Fact]
    public async Task An_answer_without_end_is_given_up_at_the_limit()
    {
        await using ScriptedServer server = await AlwaysAsync(
            Reply.Endless("application/json", new string(' ', 16_384))
        );

        TeamSloStatus status = await AskAsync(server.Url, "Stale", "limits: {maxResponse: 64Ki}");

        status.Only().Message.ShouldNotBeNull().ShouldContain("64");
        IsUnknown(status, "Stale");
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up_at_the_timeout()
    {
        await using ScriptedServer server = await AlwaysAsync(Reply.Never());

        TeamSloStatus status = await AskAsync(server.Url, "Stale", "limits: {timeout: 1s}");

        status.Only().Message.ShouldNotBeNull().ShouldContain("1s");
        IsUnknown(status, "Stale");
    }

    [Fact]
    public async Task An_answer_with_a_warning_is_not_counted()
    {
        await using ScriptedServer server = await AlwaysAsync(
            Reply.Json(
                """{"status":"success","warnings":["a store is down"],"data":{"resultType":"matrix","result":[]}}"""
            )
        );

        TeamSloStatus status = await AskAsync(server.Url, "Stale");

        status.Only().Message.ShouldNotBeNull().ShouldContain("a store is down");
        IsUnknown(status, "Stale");
    }

    [Fact]
    public async Task A_number_that_is_none_is_inconsistent_and_shown_nowhere()
    {
        Shop shop = Shop.OfOneDay();
        shop.History.Gauge("probe_success").Is(1).Is(double.NaN, shop.Now.AddMinutes(-20));
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(prometheus.Url);

        await team.ApplySloAsync([
            SloText.Objective("reachable", "99", "probe: {selector: probe_success}"),
        ]);
        TeamSloStatus status = await team.VerdictAsync("Inconsistent");
        (_, string metrics) = await team.Operator.GetAsync("/metrics");

        IsUnknown(status, "Inconsistent");
        metrics.ShouldContain("""verdict="Inconsistent"} 1""");
        metrics.ShouldNotContain("NaN");
    }

    [Fact]
    public async Task Errors_that_are_no_part_of_the_total_are_inconsistent()
    {
        Shop shop = Shop.OfOneDay();
        shop.Good().PerMinute(1);
        shop.History.Counter("other_errors_total").PerMinute(60);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);

        TeamSloStatus status = await AskAsync(
            prometheus.Url,
            "Inconsistent",
            objective: SloText.Objective(
                "availability",
                "99",
                $"events: {{errors: other_errors_total, total: '{SloText.Total}'}}"
            )
        );

        status
            .Only()
            .Message.ShouldNotBeNull()
            .ShouldContain("the errors are not a part of the total");
        IsUnknown(status, "Inconsistent");
    }

    [Fact]
    public async Task A_total_that_was_never_seen_is_absent_and_unknown()
    {
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync();

        TeamSloStatus status = await AskAsync(prometheus.Url, "MetricAbsent");

        IsUnknown(status, "MetricAbsent");
    }

    [Fact]
    public async Task Figures_that_are_no_longer_known_leave_the_status()
    {
        Shop shop = Shop.OfOneDay();
        shop.Good().PerMinute(60);
        await using PrometheusServer full = await PrometheusServer.StartAsync(shop.History);
        await using PrometheusServer empty = await PrometheusServer.StartAsync();
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(full.Url);
        await team.ApplySloAsync([SloText.Availability()]);
        await team.VerdictAsync("Measured");

        await team.AddEndpointAsync(empty.Url);

        IsUnknown(await team.VerdictAsync("MetricAbsent"), "MetricAbsent");
    }

    private static async Task<ScriptedServer> AlwaysAsync(Reply reply) =>
        (await ScriptedServer.StartAsync()).Always(_ => true, _ => reply);

    private static void IsUnknown(TeamSloStatus status, string reason)
    {
        status.ConditionOf("DataFresh").ShouldBe($"False/{reason}");
        status.ConditionOf("BudgetHealthy").ShouldBe("Unknown/BudgetUnknown");
        status.Only().BudgetRemaining.ShouldBeNull();
        status.Summary.ShouldNotBeNull().Budget.ShouldBe("unknown");
    }

    private async Task<TeamSloStatus> AskAsync(
        Uri url,
        string verdict,
        string endpoint = "",
        string? objective = null
    )
    {
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(url, endpoint);
        await team.ApplySloAsync([objective ?? SloText.Availability()]);
        return await team.VerdictAsync(verdict);
    }
}
