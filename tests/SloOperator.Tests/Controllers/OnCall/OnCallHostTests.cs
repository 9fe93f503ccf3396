using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Tests.Prometheus.Alerts;
using SloOperator.Tests.Store;

namespace SloOperator.Tests.Controllers.OnCall;

/// <summary>The whole program in this process, on a folder with a policy and a Prometheus at the wire.</summary>
public sealed class OnCallHostTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();
    private readonly SocketsHttpHandler _handler = new();
    private FakeAlerts _prometheus = null!;

    public async Task InitializeAsync()
    {
        _prometheus = await FakeAlerts.StartAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Add("alertname=\"Watchdog\"", now - TimeSpan.FromDays(3), now + TimeSpan.FromHours(1));
        Add("severity=\"page\"", now - TimeSpan.FromHours(3), now - TimeSpan.FromHours(2));
    }

    public async Task DisposeAsync()
    {
        await _prometheus.DisposeAsync();
        _handler.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Standalone_reads_the_pages_of_a_policy_and_writes_its_status_and_gauges()
    {
        WritePolicy();
        await using WebApplication app = Build();
        await app.StartAsync();
        using var client = new HttpClient(_handler, disposeHandler: false)
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };

        JsonNode status = await StatusAsync(found => (long?)found["summary"]!["pages"] == 1);

        ((string?)status["source"]).ShouldBe("Prometheus");
        ((string?)status["incidentsPer12h"]).ShouldBe("0.5");
        ((string?)status["shift"]!["member"]).ShouldBe("ann");
        status["conditions"]!
            .AsArray()
            .Select(condition => $"{condition!["type"]}={condition["status"]}")
            .ShouldBe([
                "Ready=True",
                "DataFresh=True",
                "ScheduleValid=True",
                "LoadWithinLimit=True",
                "OffHoursWithinLimit=True",
                "NoisyAlerts=False",
                "RotationLargeEnough=False",
                "TicketsDelivered=True",
            ]);
        string metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        metrics.ShouldContain(
            "slo_operator_oncall_incidents_per_12h{criticality=\"standard\",name=\"primary\",namespace=\"payments\",team=\"payments\"} 0.5"
        );
        metrics.ShouldNotContain("ann\"");

        await app.StopAsync();
        app.Services.GetRequiredService<OperatorLoop>().ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_policy_that_is_mended_loses_its_problems()
    {
        WritePolicy(window: "1y");
        await using WebApplication app = Build();
        await app.StartAsync();
        await StatusAsync(found => (string?)found["conditions"]![0]!["reason"] == "InvalidSpec");

        WritePolicy();
        JsonNode mended = await StatusAsync(found => (long?)found["summary"]!["pages"] == 1);

        ((string?)mended["conditions"]![0]!["reason"]).ShouldBe("Evaluated");
        await app.StopAsync();
    }

    private WebApplication Build() =>
        OperatorHost.Build(
            new RunOptions
            {
                Standalone = _folder.Root,
                PrometheusUrl = _prometheus.Url,
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
            },
            services => services.AddLogging(logging => logging.ClearProviders())
        );

    private void WritePolicy(string window = "1d") =>
        _folder.Write(
            "primary.yaml",
            $$$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: OnCallPolicy
            metadata: {name: primary, namespace: payments}
            spec:
              team: payments
              source: {prometheus: {selector: 'severity="page"'}}
              schedule:
                timeZone: UTC
                rotation: {type: Weekly, handoff: "Mon 09:00", start: "2026-01-05", members: [ann]}
              window: {{{window}}}
              privacy: Named
            """
        );

    private void Add(string matcher, DateTimeOffset from, DateTimeOffset to) =>
        _prometheus.Add(
            $"ALERTS{{alertstate=\"firing\",{matcher}}}",
            new Dictionary<string, string> { ["alertname"] = "Slow" },
            Enumerable
                .Range(0, (int)(to - from).TotalMinutes + 1)
                .Select(minute => from + TimeSpan.FromMinutes(minute))
        );

    /// <summary>The status in the state file, once it is as wanted.</summary>
    private async Task<JsonNode> StatusAsync(Func<JsonNode, bool> isWanted)
    {
        string path = _folder.At([".slo-operator", "oncallpolicies", "payments", "primary.json"]);
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
}
