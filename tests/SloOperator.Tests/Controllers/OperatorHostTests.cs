using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Prometheus.PromQl;
using SloOperator.Tests.Prometheus.Collection;
using SloOperator.Tests.Store;

namespace SloOperator.Tests.Controllers;

/// <summary>The whole program in this process, on a folder and a Prometheus at the wire.</summary>
public sealed class OperatorHostTests : IAsyncLifetime
{
    private const string Api = "apiVersion: slo-operator.dev/v1alpha1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private readonly SocketsHttpHandler _handler = new();
    private FakePrometheus _prometheus = null!;

    public async Task InitializeAsync()
    {
        _prometheus = await FakePrometheus.StartAsync();
        // 5 of 1,000 fail, 10 may: half of the budget, whenever one looks.
        IndicatorQueries queries = QueriesOf("errors", "requests");
        _prometheus.Series(queries.Bad, 5);
        _prometheus.Series(queries.Total, 1000);
    }

    public async Task DisposeAsync()
    {
        await _prometheus.DisposeAsync();
        _handler.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Standalone_serves_health_and_metrics_and_writes_the_status_of_a_manifest()
    {
        WriteCheckout("99");
        await using WebApplication app = Build();
        await app.StartAsync();
        using var client = new HttpClient(_handler, disposeHandler: false)
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };

        JsonNode status = await StatusAsync(found =>
            found["summary"]!["budget"]!.GetValue<string>() == "50.0%"
        );

        ((string?)status["objectives"]![0]!["verdict"]).ShouldBe("Measured");
        ((string?)status["objectives"]![0]!["sli"]).ShouldBe("0.995");
        ((string?)status["objectives"]![0]!["totalEvents"]).ShouldBe("288000");
        ((string?)status["objectives"]![0]!["badEventsLeft"]).ShouldBe("1440");
        ((string?)status["objectives"]![0]!["burn"]!["3d"]).ShouldBe("0.5");
        status["conditions"]!
            .AsArray()
            .Select(condition => $"{condition!["type"]}={condition["status"]}")
            .ShouldBe(["Ready=True", "DataFresh=True", "BudgetHealthy=True", "DeployAllowed=True", "TicketsDelivered=True"]);
        (await client.GetStringAsync(new Uri("/healthz", UriKind.Relative))).ShouldStartWith(
            "ok\n"
        );
        (await client.GetStringAsync(new Uri("/readyz", UriKind.Relative))).ShouldContain(
            "[+] operator: working\n"
        );
        string metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        metrics.ShouldContain(
            "slo_operator_budget_remaining_ratio{criticality=\"standard\",name=\"checkout\",namespace=\"shop\",objective=\"availability\",service=\"checkout-api\",team=\"payments\"} 0.5\n"
        );
        metrics.ShouldNotContain("NaN");

        await app.StopAsync();
        app.Services.GetRequiredService<OperatorLoop>().ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task An_edited_manifest_ends_in_the_status_of_its_new_spec()
    {
        WriteCheckout("99");
        await using WebApplication app = Build();
        await app.StartAsync();
        await StatusAsync(found => (string?)found["summary"]!["budget"] == "50.0%");

        WriteCheckout("101");
        JsonNode refused = await StatusAsync(found =>
            (string?)found["summary"]!["budget"] == "unknown"
        );
        ((long?)refused["observedGeneration"]).ShouldBe(2);
        ((string?)refused["conditions"]![0]!["reason"]).ShouldBe("InvalidSpec");

        // 10 of 1,000 may fail at 99, 50 at 95.
        WriteCheckout("95");
        JsonNode mended = await StatusAsync(found =>
            (string?)found["summary"]!["budget"] == "90.0%"
        );
        ((long?)mended["observedGeneration"]).ShouldBe(3);
        await app.StopAsync();
    }

    [Fact]
    public async Task An_endpoint_of_the_folder_is_asked_and_says_so_in_its_own_status()
    {
        _folder.Write(
            "default.yaml",
            $"{Api}\nkind: PrometheusEndpoint\nmetadata: {{name: default}}\nspec: {{url: \"{_prometheus.Url}\"}}\n"
        );
        await using WebApplication app = Build(prometheusUrl: null);
        await app.StartAsync();

        JsonNode status = await StatusAsync(_ => true, "prometheusendpoints", "default.json");

        ((string?)status["version"]).ShouldBe("2.42.0");
        ((string?)status["conditions"]![0]!["reason"]).ShouldBe("Answers");
        await app.StopAsync();
    }

    [Fact]
    public async Task A_part_that_fails_ends_the_program_with_1()
    {
        await using WebApplication app = OperatorHost.Build(
            Options(_prometheus.Url),
            services =>
            {
                Silence(services);
                services.AddSingleton(
                    new OperatorPart(
                        "part of the test",
                        _ => Task.FromException(new InvalidOperationException("broken"))
                    )
                );
            }
        );

        OperatorLoop loop = app.Services.GetRequiredService<OperatorLoop>();

        await app.RunAsync().WaitAsync(Patience, TimeProvider.System);

        loop.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Against_a_cluster_every_part_can_be_made()
    {
        string kubeconfig = _folder.Write(
            "kubeconfig",
            """
            apiVersion: v1
            kind: Config
            current-context: test
            contexts: [{name: test, context: {cluster: test, user: test}}]
            clusters: [{name: test, cluster: {server: "http://127.0.0.1:1"}}]
            users: [{name: test, user: {}}]
            """
        );
        await using WebApplication app = OperatorHost.Build(
            new RunOptions
            {
                Kubeconfig = kubeconfig,
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
            },
            Silence
        );

        app.Services.GetRequiredService<OperatorLoop>().ExitCode.ShouldBe(0);
        app.Services.GetServices<OperatorPart>()
            .Select(part => part.Name)
            .ShouldBe(
                [
                    "report of the first read",
                    "store of TeamSLOs",
                    "store of PrometheusEndpoints",
                    "collector",
                    "controller of TeamSLOs",
                    "controller of PrometheusEndpoints",
                    "store of OnCallPolicies",
                    "counting of pages",
                    "store of ErrorBudgetPolicies",
                    "controller of ErrorBudgetPolicies",
                    "store of BudgetExceptions",
                    "controller of BudgetExceptions",
                    "store of TicketSinks",
                    "controller of TicketSinks",
                    "store of ReliabilityTickets",
                    "controller of ReliabilityTickets",
                    "event recorder",
                ],
                ignoreOrder: true
            );
    }

    private WebApplication Build() => Build(_prometheus.Url);

    private WebApplication Build(Uri? prometheusUrl) =>
        OperatorHost.Build(Options(prometheusUrl), Silence);

    private RunOptions Options(Uri? prometheusUrl) =>
        new()
        {
            Standalone = _folder.Root,
            PrometheusUrl = prometheusUrl,
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
        };

    private static void Silence(IServiceCollection services) =>
        services.AddLogging(logging => logging.ClearProviders());

    private void WriteCheckout(string target) =>
        _folder.Write(
            "checkout.yaml",
            $$$$"""
            {{{{Api}}}}
            kind: TeamSLO
            metadata: {name: checkout, namespace: shop}
            spec:
              team: payments
              service: checkout-api
              window: {rolling: 1d}
              objectives:
              - {name: availability, target: "{{{{target}}}}", indicator: {events: {errors: errors, total: requests}}}
            """
        );

    /// <summary>The status in a state file, once it is as wanted.</summary>
    private async Task<JsonNode> StatusAsync(Func<JsonNode, bool> isWanted, params string[] file)
    {
        string path = _folder.At([
            ".slo-operator",
            .. file.Length > 0 ? file : ["teamslos", "shop", "checkout.json"],
        ]);
        JsonNode? status = null;
        await Testing.Eventually.HoldsAsync(
            async () =>
            {
                status = JsonNode.Parse(await File.ReadAllTextAsync(path))!["status"];
                isWanted(status.ShouldNotBeNull()).ShouldBeTrue(status.ToJsonString());
            },
            Patience
        );
        return status!;
    }

    private static IndicatorQueries QueriesOf(string errors, string total)
    {
        Selector.TryParse(errors, out Selector? bad, out _).ShouldBeTrue();
        Selector.TryParse(total, out Selector? all, out _).ShouldBeTrue();
        return Queries.For(
            new Indicator.ErrorEvents(bad!, all!),
            TimeSpan.FromMinutes(5),
            leTexts: null
        );
    }
}
