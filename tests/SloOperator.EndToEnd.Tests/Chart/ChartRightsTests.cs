using System.Text.Json.Nodes;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.EndToEnd.Tests.Resilience;
using SloOperator.Testing;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>The operator as the chart's own ServiceAccount, with the chart's arguments and roles and no other right.</summary>
[Collection(ChartCollection.Name)]
public sealed class ChartRightsTests(ChartCluster cluster, ITestOutputHelper output)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Under_the_charts_rights_the_operator_does_its_whole_job()
    {
        const string ns = "chart-whole";
        RenderedChart chart = await cluster.InstallAsync(
            ns,
            Values() + "\nadmissionWebhook: {enabled: true}\nprometheusRules: {enabled: true}"
        );
        SloManifest slo = await AddTeamAsync(ns);
        await using RunningBinary running = await RunningBinary.StartReadyAsync(
            await cluster.ArgumentsAsync(chart, ns)
        );

        StatusText status = await cluster.StatusAsync(
            slo,
            status => status.Verdict.ShouldBe("Measured"),
            Deadline
        );
        await SeesAsync("BudgetExhausted", "get", "events", "-n", slo.Namespace);
        await SeesAsync("https://work.example/T-1", "get", "tickets", "-n", slo.Namespace);
        await SeesAsync("Answers", "get", "prometheusendpoint", "default", "-o", "yaml");
        await SeesAsync("OnShift", "get", "oncallpolicy", "-n", slo.Namespace, "-o", "yaml");
        await SeesAsync(
            "ErrorBudgetBurn",
            "get",
            "prometheusrule",
            "-n",
            slo.Namespace,
            "-o",
            "yaml"
        );
        await SeesAsync(
            "tls.key",
            "get",
            "secret",
            "slo-operator-admission",
            "-n",
            ns,
            "-o",
            "yaml"
        );
        await SeesAsync("caBundle: ", "get", "validatingwebhookconfiguration", "-o", "yaml");
        ReplicaLease lease = await ReplicaLease.ReadAsync(cluster.Kubectl, ns);
        await ShowAsync("get", "teamslos,tickets,oncallpolicies", "-n", slo.Namespace);
        await ShowAsync("get", "lease", "-n", ns);

        status.Condition("BudgetHealthy").ShouldBe("False/BudgetExhausted");
        lease.Holder.ShouldNotBeEmpty();
        cluster.Receiver.Told.ShouldContain("create P1 open");
        (await running.SumAsync("slo_operator_kube_requests_total", "code=\"403\"")).ShouldBe(0);
    }

    [Theory]
    [InlineData("teamslos/status", "patch", "ClusterRole", "slo-operator-teams")]
    [InlineData("reliabilitytickets", "create", "ClusterRole", "slo-operator-teams")]
    [InlineData("errorbudgetpolicies", "list", "ClusterRole", "slo-operator-platform")]
    [InlineData("leases", "create", "Role", "slo-operator")]
    public async Task A_right_that_is_missing_is_named_in_the_log(
        string resource,
        string verb,
        string kind,
        string role
    )
    {
        string ns = $"chart-without-{resource.Replace('/', '-')}";
        RenderedChart chart = await cluster.InstallAsync(ns, Values());
        await AddTeamAsync(ns);
        ChartObject with = chart.OfKind(kind).Single(one => one.Name == role);
        await cluster.Kubectl.ApplyAsync(
            Without(with, resource, verb),
            "--server-side",
            "--force-conflicts"
        );
        await using RunningBinary running = RunningBinary.Start(
            await cluster.ArgumentsAsync(chart, ns)
        );

        string line = await running.Process.WaitForLineAsync(
            line =>
                line.Contains($"cannot {verb} resource \"{resource}\"", StringComparison.Ordinal),
            Deadline
        );

        output.WriteLine(line);
        line.ShouldContain($"system:serviceaccount:{ns}:slo-operator");
    }

    private string Values() =>
        $$"""
            prometheus: {url: "{{cluster.PrometheusUrl.TrimEnd('/')}}"}
            allowPrivateSinks: true
            log: {format: text}
            """;

    /// <summary>A budget that is spent, a policy that files a ticket at once, a sink with its secret, and a rotation.</summary>
    private async Task<SloManifest> AddTeamAsync(string ns)
    {
        SloManifest slo = new(ns + "-team", "checkout") { Target = "99" };
        await cluster.CreateNamespaceAsync(slo.Namespace);
        await cluster.Kubectl.ApplyAsync(
            $$$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: ErrorBudgetPolicy
            metadata: {name: default}
            spec:
              tiers:
              - {name: exhausted, when: {budgetRemainingBelow: "0"}, clearAbove: "0.05", gate: Deny, ticket: {priority: P1} }
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: receiver, namespace: {{{ns}}}}
            stringData: {secret: known-to-both}
            ---
            apiVersion: slo-operator.dev/v1alpha1
            kind: TicketSink
            metadata: {name: default}
            spec: {type: Webhook, url: "{{{cluster.Receiver.Url}}}", secret: receiver}
            ---
            apiVersion: slo-operator.dev/v1alpha1
            kind: OnCallPolicy
            metadata: {name: primary, namespace: {{{slo.Namespace}}}}
            spec:
              team: shop
              prometheus: default
              source: {prometheus: {selector: severity="page", watchdog: ""} }
              schedule: {timeZone: UTC, rotation: {type: Weekly, handoff: "Mon 09:00", start: "2026-01-05", members: [ann] } }
            """
        );
        await cluster.ApplyAsync(slo);
        return slo;
    }

    private static string Without(ChartObject role, string resource, string verb)
    {
        JsonObject less = role.Json.DeepClone().AsObject();
        foreach (JsonNode? rule in less["rules"]!.AsArray())
        {
            JsonArray verbs = rule!["verbs"]!.AsArray();
            if (ChartObject.Texts(rule["resources"]).Contains(resource))
            {
                verbs.RemoveAll(known => known!.GetValue<string>() == verb);
            }
        }

        JsonArray rules = less["rules"]!.AsArray();
        rules.RemoveAll(rule => rule!["verbs"]!.AsArray().Count == 0);
        return less.ToJsonString();
    }

    private Task SeesAsync(string expected, params IReadOnlyList<string> arguments) =>
        Eventually.HoldsAsync(
            async () => (await cluster.Kubectl.RunAsync(arguments)).Output.ShouldContain(expected),
            Deadline
        );

    private async Task ShowAsync(params IReadOnlyList<string> arguments) =>
        output.WriteLine((await cluster.Kubectl.RunAsync(arguments)).Output);
}
