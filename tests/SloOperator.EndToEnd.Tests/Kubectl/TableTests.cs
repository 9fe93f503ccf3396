using System.Net;
using SloOperator.EndToEnd.Tests.Budgets;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Testing;
using SloOperator.Testing.Processes;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Kubectl;

/// <summary>What people see of a measured TeamSLO and its endpoint, in kubectl and over HTTP.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class TableTests(ControlPlaneFixture cluster)
{
    [Fact]
    public async Task Get_prints_the_columns_with_their_values()
    {
        await using PrometheusServer prometheus = await StartAsync();
        await using TeamNamespace team = await MeasuredAsync(prometheus);

        string[][] table = Cells(await team.KubectlAsync("get", "teamslos"));
        string[][] wide = Cells(await team.KubectlAsync("get", "tslo", "-o", "wide"));

        table[0]
            .ShouldBe(["NAME", "TEAM", "SERVICE", "BUDGET", "BURN(1H)", "GATE", "TICKETS", "AGE"]);
        table[1][..6].ShouldBe(["shop", "shop", "shop-api", "50.2%", "0", "Allow"]);
        wide[0][^4..].ShouldBe(["OBJECTIVE", "OPENS", "EXHAUSTION", "EVALUATED"]);
        wide[1][8].ShouldBe("availability");
        wide[1][^1].ShouldMatch("^[0-9]+(s|m|m[0-9]+s)$");
    }

    [Fact]
    public async Task The_category_slo_lists_both_kinds()
    {
        await using PrometheusServer prometheus = await StartAsync();
        await using TeamNamespace team = await MeasuredAsync(prometheus);

        string listed = await team.KubectlAsync("get", "slo", "-o", "name");

        listed.ShouldContain("teamslo.slo-operator.dev/shop\n");
        listed.ShouldContain($"prometheusendpoint.slo-operator.dev/{team.Name}\n");
    }

    [Fact]
    public async Task An_endpoint_that_answers_says_its_version()
    {
        await using PrometheusServer prometheus = await StartAsync();
        await using TeamNamespace team = await MeasuredAsync(prometheus);

        string[][] table = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                table = Cells(await team.KubectlAsync("get", "prom", team.Name));
                table[1].Length.ShouldBe(5);
            },
            TeamNamespace.Deadline
        );

        table[0].ShouldBe(["NAME", "URL", "VERSION", "REACHABLE", "AGE"]);
        table[1][1].ShouldBe(prometheus.Url.ToString());
        table[1][2].ShouldMatch(@"^\d+\.\d+\.\d+");
        table[1][3].ShouldBe("True");
    }

    [Fact]
    public async Task An_endpoint_that_is_down_says_so_and_why()
    {
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);

        await team.AddEndpointAsync(new Uri($"http://127.0.0.1:{LoopbackPort.Next()}"));

        await Eventually.HoldsAsync(
            async () =>
            {
                PrometheusEndpoint? endpoint = await team.Endpoints.GetAsync(
                    new ResourceName(null, team.Name),
                    CancellationToken.None
                );
                Condition reachable = endpoint
                    .ShouldNotBeNull()
                    .Status.ShouldNotBeNull()
                    .Conditions.ShouldNotBeNull()
                    .ShouldHaveSingleItem();
                (reachable.Type, reachable.Status).ShouldBe(("Reachable", "False"));
                reachable.Message.ShouldContain("connection refused");
            },
            TeamNamespace.Deadline
        );
    }

    [Fact]
    public async Task The_operator_is_ready_and_shows_the_budget_as_a_metric()
    {
        await using PrometheusServer prometheus = await StartAsync();
        await using TeamNamespace team = await MeasuredAsync(prometheus);

        (HttpStatusCode ready, string facts) = await team.Operator.GetAsync("/readyz");
        (_, string metrics) = await team.Operator.GetAsync("/metrics");

        ready.ShouldBe(HttpStatusCode.OK, facts);
        string labels =
            $"criticality=\"standard\",name=\"shop\",namespace=\"{team.Name}\",objective=\"availability\",service=\"shop-api\",team=\"shop\"";
        metrics.ShouldContain($"slo_operator_budget_remaining_ratio{{{labels}}} 0.502562");
        metrics.ShouldContain($"slo_operator_sli_ratio{{{labels}}} 0.999502");
        metrics.ShouldContain($"slo_operator_objective_ratio{{{labels}}} 0.999\n");
        metrics.ShouldContain($"slo_operator_coverage_ratio{{{labels}}} 1\n");
        metrics.ShouldContain($"slo_operator_verdict{{{labels},verdict=\"Measured\"}} 1\n");
        metrics.ShouldContain($"slo_operator_burn_rate{{{labels},window=\"1h\"}} 0\n");
        metrics.ShouldNotContain("NaN");
    }

    private static Task<PrometheusServer> StartAsync() =>
        PrometheusServer.StartAsync(Shop.OfOneDay().IsOpen().History);

    private async Task<TeamNamespace> MeasuredAsync(PrometheusServer prometheus)
    {
        TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(prometheus.Url);
        await team.ApplySloAsync([SloText.Availability()]);
        await team.VerdictAsync("Measured");
        return team;
    }

    private static string[][] Cells(string table) =>
        [
            .. table
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];
}
