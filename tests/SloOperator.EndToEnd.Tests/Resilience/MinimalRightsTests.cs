using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Testing;
using SloOperator.Testing.Clusters;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Resilience;

[Collection(OwnClusterCollection.Name)]
public sealed class MinimalRightsTests(OwnCluster cluster)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_user_with_nothing_but_the_operators_rights_does_the_whole_job()
    {
        SloManifest slo = new("rights", "checkout") { Target = "99", Endpoint = "secured" };
        await cluster.CreateNamespaceAsync(slo.Namespace);
        await cluster.CreateNamespaceAsync("rights-operator");
        await cluster.Kubectl.ApplyAsync(OperatorRights.Everywhere("operator", "rights-operator"));
        await cluster.Kubectl.RunAsync(
            "create",
            "secret",
            "generic",
            "prom",
            "--from-literal=token=sesame",
            "-n",
            "rights-operator"
        );
        await cluster.Kubectl.ApplyAsync(
            $$$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: PrometheusEndpoint
            metadata: {name: secured}
            spec: {url: "{{{cluster.PrometheusUrl}}}", auth: {bearer: {secret: prom, key: token} } }
            """
        );
        await cluster.ApplyAsync(slo);
        await cluster.Kubectl.ApplyAsync(
            """
            apiVersion: slo-operator.dev/v1alpha1
            kind: OnCallPolicy
            metadata: {name: primary, namespace: rights}
            spec:
              team: shop
              prometheus: secured
              source: {prometheus: {selector: severity="page", watchdog: ""} }
              schedule: {timeZone: UTC, rotation: {type: Weekly, handoff: "Mon 09:00", start: "2026-01-05", members: [ann] } }
            """
        );
        await using RunningBinary running = await StartAsync("operator", "rights-operator");

        StatusText status = await cluster.StatusAsync(
            slo,
            status => status.Verdict.ShouldBe("Measured"),
            Deadline
        );
        await Eventually.HoldsAsync(ShowsEventAndEndpointAsync, Deadline);
        await Eventually.HoldsAsync(ShowsLoadAsync, Deadline);
        ReplicaLease lease = await ReplicaLease.ReadAsync(cluster.Kubectl, "rights-operator");

        status.Condition("BudgetHealthy").ShouldBe("False/BudgetExhausted");
        lease.Holder.ShouldNotBeEmpty();
        (await ForbiddenAsync(running)).ShouldBe(0);
    }

    [Fact]
    public async Task With_namespaces_given_it_needs_rights_in_them_only_and_works_on_no_other()
    {
        SloManifest left = new("left", "checkout");
        SloManifest right = new("right", "checkout");
        SloManifest outside = new("an-outsider", "checkout");
        foreach (SloManifest slo in (SloManifest[])[left, right, outside])
        {
            await cluster.CreateNamespaceAsync(slo.Namespace);
        }

        await cluster.CreateNamespaceAsync("sides-operator");
        await cluster.Kubectl.ApplyAsync(
            OperatorRights.In("side-operator", "sides-operator", "left", "right")
        );
        await cluster.ApplyAsync(outside, left, right);
        await using RunningBinary running = await StartAsync(
            "side-operator",
            "sides-operator",
            "left",
            "right"
        );

        await cluster.StatusAsync(left, status => status.Verdict.ShouldBe("Measured"), Deadline);
        await cluster.StatusAsync(right, status => status.Verdict.ShouldBe("Measured"), Deadline);
        StatusText untouched = await cluster.ReadAsync(outside);
        IReadOnlyList<decimal> shown = await running.SamplesAsync(
            "slo_operator_budget_remaining_ratio"
        );

        untouched.HasStatus.ShouldBeFalse();
        shown.Count.ShouldBe(2);
        (await ForbiddenAsync(running)).ShouldBe(0);
    }

    private static Task<decimal> ForbiddenAsync(RunningBinary running) =>
        running.SumAsync("slo_operator_kube_requests_total", "code=\"403\"");

    private async Task ShowsLoadAsync()
    {
        CommandResult load = await cluster.Kubectl.RunAsync(
            "get",
            "oncallpolicy",
            "primary",
            "-n",
            "rights",
            "-o",
            "jsonpath={.status.conditions[0].type}={.status.conditions[0].status}"
        );
        load.Output.Trim().ShouldBe("Ready=True");
    }

    private async Task ShowsEventAndEndpointAsync()
    {
        CommandResult events = await cluster.Kubectl.RunAsync("get", "events", "-n", "rights");
        events.Output.ShouldContain("BudgetExhausted");
        CommandResult endpoint = await cluster.Kubectl.RunAsync(
            "get",
            "prometheusendpoint",
            "secured",
            "-o",
            "jsonpath={.status.conditions[0].reason}"
        );
        endpoint.Output.ShouldBe("Answers\n");
    }

    private async Task<RunningBinary> StartAsync(
        string user,
        string operatorNamespace,
        params IReadOnlyList<string> watched
    )
    {
        string kubeconfig = cluster.Cluster.WriteKubeconfig(user);
        await Eventually.HoldsAsync(
            () => MayAsync(kubeconfig, "get", "secrets", operatorNamespace),
            Deadline
        );
        foreach (string ns in watched.DefaultIfEmpty("rights"))
        {
            await Eventually.HoldsAsync(
                () => MayAsync(kubeconfig, "list", "teamslos", ns),
                Deadline
            );
        }

        string[] arguments =
        [
            "--kubeconfig",
            kubeconfig,
            "--prometheus-url",
            cluster.PrometheusUrl,
            "--leader-elect",
            "true",
            "--operator-namespace",
            operatorNamespace,
        ];
        return await RunningBinary.StartReadyAsync([
            .. arguments,
            .. watched.SelectMany(ns => new[] { "--namespace", ns }),
        ]);
    }

    // The API server learns of new grants by its own watch.
    private static Task<CommandResult> MayAsync(
        string kubeconfig,
        string verb,
        string resource,
        string ns
    ) => new KubectlRunner(kubeconfig).RunAsync("auth", "can-i", verb, resource, "-n", ns);
}
