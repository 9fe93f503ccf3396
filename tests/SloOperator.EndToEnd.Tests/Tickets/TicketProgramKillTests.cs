using System.Text.Json;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.EndToEnd.Tests.Resilience;
using SloOperator.Testing;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Tickets;

/// <summary>
/// The program itself, killed on the way of each ticket: between the sink's deed and its answer, and at moments nobody chose. Every single
/// step is killed in TicketKillTests, in memory.
/// </summary>
public sealed class TicketProgramKillTests(OwnCluster cluster, ITestOutputHelper output)
    : IClassFixture<OwnCluster>,
        IAsyncLifetime
{
    private const string Namespace = "killed";
    private const int Rounds = 12;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>About how long a ticket takes from the spec to its address.</summary>
    private const int LongestMoment = 2_500;

    private TrackerThatKills _tracker = null!;

    public async Task InitializeAsync()
    {
        _tracker = await TrackerThatKills.StartAsync();
        await cluster.CreateNamespaceAsync(Namespace);
        await cluster.Kubectl.ApplyAsync(
            $$"""
            apiVersion: v1
            kind: Secret
            metadata: {name: receiver, namespace: {{Namespace}}}
            stringData: {secret: known-to-both}
            ---
            apiVersion: slo-operator.dev/v1alpha1
            kind: TicketSink
            metadata: {name: tracker}
            spec: {type: Webhook, url: "{{_tracker.Url}}", secret: receiver}
            ---
            apiVersion: slo-operator.dev/v1alpha1
            kind: ErrorBudgetPolicy
            metadata: {name: default}
            spec:
              tiers:
              - {name: exhausted, when: {budgetRemainingBelow: "0"}, clearAbove: "0.05", gate: Deny, ticket: {priority: P1} }
              tickets: {sink: tracker, maxOpenPerTeam: 20}
            """
        );
    }

    public async Task DisposeAsync() => await _tracker.DisposeAsync();

    [Fact]
    public async Task A_program_killed_on_its_way_makes_each_ticket_once_and_loses_none()
    {
        var random = new Random(20261128);
        RunningBinary running = await StartAsync();
        try
        {
            for (int round = 0; round < Rounds; round++)
            {
                if (round % 2 == 0)
                {
                    _tracker.Strike(running.Process);
                }

                await cluster.ApplyAsync(SloOf(round));
                if (round % 2 == 0)
                {
                    await running.Process.WaitForExitAsync(Deadline);
                }
                else
                {
                    await MomentAsync(random.Next(LongestMoment));
                    await running.Process.KillAsync();
                }

                await running.DisposeAsync();
                running = await StartAsync();
            }

            await EachHasOneAsync();
        }
        finally
        {
            await TellAsync();
            await running.DisposeAsync();
        }

        _tracker.Repeated.ShouldBeGreaterThanOrEqualTo(Rounds / 2);
    }

    private async Task TellAsync()
    {
        output.WriteLine(
            $"{Rounds} kills, {_tracker.Repeated} creations repeated, {_tracker.Addresses.Count} tickets:"
        );
        output.WriteLine(
            (await cluster.Kubectl.RunAsync("get", "tickets", "-n", Namespace, "-o", "wide")).Output
        );
    }

    private static SloManifest SloOf(int round) =>
        new(Namespace, $"service-{round:00}") { Target = "99" };

    private async Task EachHasOneAsync() =>
        await Eventually.HoldsAsync(
            async () =>
            {
                (string Slo, string Address)[] found = await TicketsAsync();
                found
                    .Select(ticket => ticket.Slo)
                    .ShouldBe(
                        Enumerable.Range(0, Rounds).Select(round => SloOf(round).Name),
                        ignoreOrder: true
                    );
                found
                    .Select(ticket => ticket.Address)
                    .ShouldBe(_tracker.Addresses, ignoreOrder: true);
            },
            Deadline
        );

    /// <summary>All that are on their way to the tracker or there; an empty address: not yet.</summary>
    private async Task<(string Slo, string Address)[]> TicketsAsync()
    {
        string json = (
            await cluster.Kubectl.RunAsync("get", "tickets", "-n", Namespace, "-o", "json")
        ).Output;
        return
        [
            .. JsonDocument
                .Parse(json)
                .RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(item =>
                    (
                        item.GetProperty("spec").GetProperty("teamSLO").GetString()!,
                        item.TryGetProperty("status", out JsonElement status)
                        && status.TryGetProperty("url", out JsonElement url)
                            ? url.GetString()!
                            : ""
                    )
                ),
        ];
    }

    private static async Task MomentAsync(int milliseconds)
    {
        using var moment = new PeriodicTimer(
            TimeSpan.FromMilliseconds(milliseconds + 1),
            TimeProvider.System
        );
        await moment.WaitForNextTickAsync(CancellationToken.None);
    }

    private Task<RunningBinary> StartAsync() =>
        RunningBinary.StartReadyAsync(
            "--kubeconfig",
            cluster.Cluster.KubeconfigFile,
            "--prometheus-url",
            cluster.PrometheusUrl,
            "--operator-namespace",
            Namespace,
            "--allow-private-sinks"
        );
}
