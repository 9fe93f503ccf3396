using SloOperator.Cli;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.EndToEnd.Tests.Resilience;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>Faults of the API server itself and of what it serves, under an operator of all namespaces; one cluster, one test after the other.</summary>
public sealed class DisturbedClusterTests(OwnCluster cluster) : IClassFixture<OwnCluster>
{
    private const string TeamSlos = "teamslos.slo-operator.dev";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>From the end of a fault of the API server; generous towards a busy machine.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    /// <summary>Pings that nobody answers end a connection after 45 s, and it is not looked at all the time.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(100);

    [Fact]
    public async Task An_API_server_killed_while_a_status_is_written_gets_it_when_it_is_back()
    {
        // Nothing is read for a spec that cannot be used, so nothing but the retry brings its status.
        SloManifest slo = new("killed", "checkout") { Target = "50" };
        await cluster.CreateNamespaceAsync(slo.Namespace);
        await using ApiServerFront front = await ApiServerFront.StartAsync(
            cluster.Cluster.KubeconfigFile
        );
        await using RunningOperator op = await OperateAsync(front.KubeconfigFile);
        front.HoldsStatusWrites = true;
        await cluster.ApplyAsync(slo);
        HeldWrite held = await front.NextHeldAsync(Deadline);

        await cluster.Cluster.KillApiServerAsync();
        int answered = await held.LetGoAsync();
        front.HoldsStatusWrites = false;
        await cluster.Cluster.StartApiServerAgainAsync();
        StatusText status = await cluster.StatusAsync(slo, Refused, Recovery);

        answered.ShouldBe(0);
        await EqualsATwinAsync(status, Refused, slo);
        op.ShouldBeWell();
    }

    [Fact]
    public async Task A_connection_that_is_only_half_there_is_noticed_and_what_was_missed_is_made_up_for()
    {
        SloManifest slo = new("half-open", "checkout");
        SloManifest edited = slo with { Target = "99" };
        await cluster.CreateNamespaceAsync(slo.Namespace);
        await using FaultProxy proxy = await FaultProxy.StartAsync(cluster.Cluster.Server.Port);
        string kubeconfig = cluster.Cluster.KubeconfigFile + "-half-open";
        await File.WriteAllTextAsync(
            kubeconfig,
            (await File.ReadAllTextAsync(cluster.Cluster.KubeconfigFile)).Replace(
                $":{cluster.Cluster.Server.Port}",
                $":{proxy.Port}",
                StringComparison.Ordinal
            )
        );
        await using RunningOperator op = await OperateAsync(kubeconfig);
        await cluster.ApplyAsync(slo);
        await cluster.StatusAsync(slo, Measured, Deadline);

        proxy.Fault = new Fault.Stall();
        await cluster.ApplyAsync(edited);
        int connections = proxy.Accepted;
        // Nothing but pings tells that nobody is there: no other request is made.
        await Eventually.HoldsAsync(
            () =>
            {
                proxy.Accepted.ShouldBeGreaterThan(connections);
                return Task.CompletedTask;
            },
            Noticed
        );
        string during = (await cluster.ReadAsync(edited)).Target;
        proxy.Fault = new Fault.Pass();
        StatusText status = await cluster.StatusAsync(edited, Measured, Recovery);

        during.ShouldBe("95");
        await EqualsATwinAsync(status, Measured, slo, edited);
        op.ShouldBeWell();
    }

    [Fact]
    public async Task A_kind_that_is_removed_and_comes_back_disturbs_no_other()
    {
        SloManifest slo = new("kinds", "checkout");
        SloManifest twin = new("kinds", "undisturbed");
        await cluster.CreateNamespaceAsync(slo.Namespace);
        await cluster.ApplyAsync(slo);
        await using ApiServerFront front = await ApiServerFront.StartAsync(
            cluster.Cluster.KubeconfigFile
        );
        await using RunningOperator op = await OperateAsync(front.KubeconfigFile);
        await cluster.StatusAsync(slo, Measured, Deadline);

        await cluster.Kubectl.RunAsync("delete", "crd", TeamSlos, "--timeout=60s");
        int calls = front.Calls.Count;
        await Eventually.TrueAsync(() =>
            front.Calls.Any(call => call is { IsList: true, Status: 404 })
        );
        await cluster.Kubectl.ApplyAsync(Endpoint("while-gone"));
        await EndpointAnswersAsync("while-gone");
        int meanwhile = front.Calls.Count - calls;
        await ControlPlaneFixture.ApplyResourceDefinitionsAsync(cluster.Kubectl);
        await cluster.ApplyAsync(slo);
        StatusText status = await cluster.StatusAsync(slo, Measured, Recovery);
        await cluster.ApplyAsync(twin);

        meanwhile.ShouldBeLessThan(40);
        status.Figures.ShouldBe((await cluster.StatusAsync(twin, Measured, Deadline)).Figures);
        op.ShouldBeWell();
    }

    [Fact]
    public async Task A_namespace_that_is_going_away_is_worked_on_until_it_is_gone_and_no_other_notices()
    {
        SloManifest slo = new("leaving", "checkout");
        SloManifest edited = slo with { Target = "99" };
        SloManifest stays = new("staying", "checkout");
        await cluster.CreateNamespaceAsync(slo.Namespace);
        await cluster.CreateNamespaceAsync(stays.Namespace);
        await cluster.ApplyAsync(slo, stays);
        await using RunningOperator op = await OperateAsync(cluster.Cluster.KubeconfigFile);
        await cluster.StatusAsync(slo, Measured, Deadline);
        string before = (await cluster.StatusAsync(stays, Measured, Deadline)).ResourceVersion;

        // Nobody empties it here, so it stays as it is: nothing new is let in, which Events are too.
        await cluster.Kubectl.RunAsync("delete", "namespace", slo.Namespace, "--wait=false");
        await cluster.ApplyAsync(edited);
        StatusText exhausted = await cluster.StatusAsync(edited, Measured, Deadline);
        await cluster.Kubectl.RunAsync("delete", "teamslo", "--all", "-n", slo.Namespace);
        await Eventually.HoldsAsync(
            async () =>
                (await op.GetAsync("/metrics")).Body.ShouldNotContain(
                    $"namespace=\"{slo.Namespace}\""
                ),
            Deadline
        );

        exhausted.Condition("BudgetHealthy").ShouldBe("False/BudgetExhausted");
        (await cluster.ReadAsync(stays)).ResourceVersion.ShouldBe(before);
        await MakeAnewAsync(slo.Namespace);
        await cluster.ApplyAsync(slo);
        StatusText anew = await cluster.StatusAsync(slo, Measured, Deadline);
        anew.Figures.ShouldBe((await cluster.ReadAsync(stays)).Figures);
        op.ShouldBeWell();
    }

    private static void Refused(StatusText status) =>
        status.Condition("Ready").ShouldBe("False/InvalidSpec");

    private static void Measured(StatusText status) => status.Verdict.ShouldBe("Measured");

    /// <summary>As the namespace controller ends it, of which there is none here.</summary>
    private async Task MakeAnewAsync(string ns)
    {
        string finalize =
            $$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{ns}}"},"spec":{"finalizers":[]} }""";
        (
            await cluster.Kubectl.TryAsync(
                ["replace", "--raw", $"/api/v1/namespaces/{ns}/finalize", "-f", "-"],
                finalize
            )
        ).ExitCode.ShouldBe(0);
        await Eventually.HoldsAsync(() => cluster.CreateNamespaceAsync(ns), Deadline);
    }

    private string Endpoint(string name) =>
        $$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: PrometheusEndpoint
            metadata: {name: {{name}}}
            spec: {url: "{{cluster.PrometheusUrl}}"}
            """;

    private Task EndpointAnswersAsync(string name) =>
        Eventually.HoldsAsync(
            async () =>
                (
                    await cluster.Kubectl.RunAsync(
                        "get",
                        "prometheusendpoint",
                        name,
                        "-o",
                        "jsonpath={.status.conditions[0].reason}"
                    )
                )
                    .Output.Trim()
                    .ShouldBe("Answers"),
            Deadline
        );

    private Task<RunningOperator> OperateAsync(string kubeconfig) =>
        RunningOperator.StartAsync(
            new RunOptions
            {
                Kubeconfig = kubeconfig,
                PrometheusUrl = new Uri(cluster.PrometheusUrl),
                Listen = new(System.Net.IPAddress.Loopback, 0),
                LeaderElect = false,
            },
            clock: null
        );

    /// <summary>One of another namespace that was written as often, after the fault.</summary>
    private async Task EqualsATwinAsync(
        StatusText status,
        Action<StatusText> assertion,
        params IReadOnlyList<SloManifest> specs
    )
    {
        string ns = specs[0].Namespace + "-twin";
        await cluster.CreateNamespaceAsync(ns);
        StatusText? twin = null;
        foreach (SloManifest spec in specs)
        {
            SloManifest other = spec with { Namespace = ns };
            await cluster.ApplyAsync(other);
            twin = await cluster.StatusAsync(other, assertion, Deadline);
        }

        status.Figures.ShouldBe(twin!.Figures);
        status.ObservedGeneration.ShouldBe(twin.ObservedGeneration);
    }
}
