using SloOperator.EndToEnd.Tests.Budgets;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Kubectl;

/// <summary>Specs that cannot be used: what the operator says of them, and that nobody else suffers.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class RefusalTests(ControlPlaneFixture cluster)
{
    // All of these pass the schema and its rules.
    private static readonly string[] Faulty =
    [
        SloText.Availability("50"),
        SloText.Objective(
            "malformed",
            "99",
            "events: {errors: 'errors_total{code=', total: 'rate(total[5m])'}"
        ),
        SloText.Objective(
            "suffixed",
            "99",
            "latency: {histogram: latency_seconds_bucket, threshold: 0s}"
        ),
    ];

    [Fact]
    public async Task All_problems_of_a_spec_are_told_with_their_paths()
    {
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);

        await team.ApplySloAsync(Faulty, "{rolling: 120d}", endpoint: "nowhere");
        TeamSloStatus status = await RefusedAsync(team);
        string yaml = await team.KubectlAsync("get", "teamslo", "shop", "-o", "yaml");
        string described = await team.KubectlAsync("describe", "teamslo", "shop");

        string[] paths =
        [
            .. status
                .MessageOf("Ready")
                .Split('\n')
                .Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]),
        ];
        paths.ShouldBe(
            [
                "spec.prometheus",
                "spec.window.rolling",
                "spec.objectives[0].target",
                "spec.objectives[1].indicator.events.total",
                "spec.objectives[1].indicator.events.errors",
                "spec.objectives[2].indicator.latency.histogram",
                "spec.objectives[2].indicator.latency.threshold",
            ],
            ignoreOrder: true
        );
        paths.ShouldAllBe(path => yaml.Contains(path + ": ", StringComparison.Ordinal));
        paths.ShouldAllBe(path => described.Contains(path + ": ", StringComparison.Ordinal));
        status.Objectives.ShouldBeNull();
        status.Summary.ShouldNotBeNull().Budget.ShouldBe("unknown");
        status.ConditionOf("BudgetHealthy").ShouldBe("Unknown/InvalidSpec");
    }

    [Fact]
    public async Task A_spec_that_is_corrected_is_measured_and_both_turns_are_Events()
    {
        await using PrometheusServer prometheus = await StartAsync();
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(prometheus.Url);
        await team.ApplySloAsync(Faulty);
        await RefusedAsync(team);

        await team.ApplySloAsync([SloText.Availability()]);
        TeamSloStatus status = await team.VerdictAsync("Measured");

        status.ConditionOf("Ready").ShouldBe("True/Evaluated");
        status.ObservedGeneration.ShouldBe(2);
        await Eventually.HoldsAsync(
            async () =>
            {
                string events = await team.KubectlAsync(
                    "get",
                    "events",
                    "--no-headers",
                    "-o",
                    "custom-columns=:.type,:.reason,:.involvedObject.name"
                );
                events.ShouldMatch(@"Warning\s+InvalidSpec\s+shop");
                events.ShouldMatch(@"Normal\s+Evaluated\s+shop");
            },
            TeamNamespace.Deadline
        );
        string described = await team.KubectlAsync("describe", "teamslo", "shop");
        described.ShouldContain("Ready is True: The objectives are evaluated.");
    }

    [Fact]
    public async Task A_faulty_TeamSLO_leaves_the_others_alone()
    {
        await using PrometheusServer prometheus = await StartAsync();
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(prometheus.Url);

        await team.ApplySloAsync(Faulty, name: "faulty");
        await team.ApplySloAsync([SloText.Availability()]);

        await RefusedAsync(team, "faulty");
        await team.VerdictAsync("Measured");
    }

    [Fact]
    public async Task An_endpoint_closed_to_a_namespace_looks_like_one_that_is_not_there()
    {
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        string closed = await team.AddEndpointAsync(
            new Uri("http://127.0.0.1:9"),
            "allowedNamespaces: [elsewhere]"
        );
        string absent = closed + "-absent";

        await team.ApplySloAsync([SloText.Availability()], name: "closed", endpoint: closed);
        await team.ApplySloAsync([SloText.Availability()], name: "absent", endpoint: absent);

        string toClosed = (await RefusedAsync(team, "closed")).MessageOf("Ready");
        string toAbsent = (await RefusedAsync(team, "absent")).MessageOf("Ready");
        toClosed.ShouldStartWith("spec.prometheus: ");
        toAbsent.Replace(absent, closed, StringComparison.Ordinal).ShouldBe(toClosed);
    }

    [Fact]
    public async Task An_endpoint_that_is_made_later_ends_the_refusal()
    {
        await using PrometheusServer prometheus = await StartAsync();
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.ApplySloAsync([SloText.Availability()]);
        await RefusedAsync(team);

        await team.AddEndpointAsync(prometheus.Url);

        await team.VerdictAsync("Measured");
    }

    [Fact]
    public async Task An_enforced_matcher_shows_a_team_its_own_series_and_no_others()
    {
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        Shop shop = Shop.OfOneDay();
        shop.Good(("namespace", team.Name)).PerMinute(60);
        shop.Bad(("namespace", "elsewhere")).PerMinute(60);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(shop.History);
        await team.AddEndpointAsync(prometheus.Url, "enforcedMatchers: {namespace: $namespace}");
        const string reaching = """http_requests_total{namespace="elsewhere"}""";

        await team.ApplySloAsync([SloText.Availability()]);
        await team.ApplySloAsync(
            [
                SloText.Objective(
                    "reaching",
                    "99",
                    $"events: {{errors: '{reaching}', total: '{SloText.Total}'}}"
                ),
            ],
            name: "reaching"
        );

        (await team.VerdictAsync("Measured")).Only().BudgetRemaining.ShouldBe("1");
        (await RefusedAsync(team, "reaching"))
            .MessageOf("Ready")
            .ShouldBe(
                "spec.objectives[0].indicator.events.errors: sets the label namespace, which the endpoint sets itself; leave it out"
            );
    }

    [Fact]
    public async Task A_TeamSLO_that_is_deleted_takes_its_metrics_along()
    {
        await using PrometheusServer prometheus = await StartAsync();
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        await team.AddEndpointAsync(prometheus.Url);
        await team.ApplySloAsync([SloText.Availability()]);
        await team.VerdictAsync("Measured");
        string label = $"namespace=\"{team.Name}\"";
        (await team.Operator.GetAsync("/metrics")).Body.ShouldContain(label);

        await team.KubectlAsync("delete", "teamslo", "shop");

        await Eventually.HoldsAsync(
            async () => (await team.Operator.GetAsync("/metrics")).Body.ShouldNotContain(label),
            TeamNamespace.Deadline
        );
    }

    private static Task<TeamSloStatus> RefusedAsync(
        TeamNamespace team,
        string name = TeamNamespace.SloName
    ) =>
        team.StatusAsync(status => status.ConditionOf("Ready").ShouldBe("False/InvalidSpec"), name);

    private static Task<PrometheusServer> StartAsync() =>
        PrometheusServer.StartAsync(Shop.OfOneDay().IsOpen().History);
}
