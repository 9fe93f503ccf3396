using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Rules;

/// <summary>PrometheusRules on a real API server.</summary>
public sealed class RuleKeepingTests(RuleCluster cluster) : IClassFixture<RuleCluster>
{
    private const string Rule = "slo-checkout";
    private const string FirstRule = "{.spec.groups[0].rules[0].record}";
    private const string FastPage = "{.spec.groups[0].rules[15].expr}";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_TeamSLO_gets_rules_that_it_owns_and_that_Prometheus_takes()
    {
        string ns = await cluster.CreateNamespaceAsync();
        await cluster.ApplySloAsync(ns, labels: "release: stack, helm.sh/chart: shop");
        await using RunningOperator op = await cluster.OperateAsync(ns);

        await ShowsAsync(ns, "{.metadata.ownerReferences[0].name}", "checkout");
        string uid = await SloUidAsync(ns);
        (await cluster.GetAsync(ns, Rule, "{.metadata.ownerReferences[0].uid}")).ShouldBe(uid);
        (await cluster.GetAsync(ns, Rule, "{.metadata.ownerReferences[*].kind}")).ShouldBe(
            "TeamSLO"
        );
        (await cluster.GetAsync(ns, Rule, "{.metadata.labels}")).ShouldBe(
            """{"app.kubernetes.io/managed-by":"slo-operator","release":"stack"}"""
        );
        (await CheckRulesAsync(ns)).ShouldContain("SUCCESS: 18 rules found");
        op.ShouldBeWell();
    }

    [Fact]
    public async Task Rules_follow_the_TeamSLO_and_its_policy()
    {
        string ns = await cluster.CreateNamespaceAsync();
        await cluster.ApplySloAsync(ns);
        await using RunningOperator op = await cluster.OperateAsync(ns);
        await ContainsAsync(ns, FastPage, "> 0.01344");

        await cluster.ApplySloAsync(ns, target: "99");
        await ContainsAsync(ns, FastPage, "> 0.1344");

        await cluster.Kubectl.ApplyAsync(
            """
            apiVersion: slo-operator.dev/v1alpha1
            kind: ErrorBudgetPolicy
            metadata: {name: default}
            spec: {tiers: [{name: fast, when: {burnRate: {short: 5m, long: 1h, above: "20"} }, gate: Warn}]}
            """,
            "--validate=false"
        );
        try
        {
            await ContainsAsync(ns, FastPage, "> 0.2");
        }
        finally
        {
            await cluster.Kubectl.RunAsync("delete", "errorbudgetpolicy", "default");
        }

        await ContainsAsync(ns, FastPage, "> 0.1344");
        op.ShouldBeWell();
    }

    [Fact]
    public async Task A_hand_edit_and_a_deletion_are_put_back()
    {
        string ns = await cluster.CreateNamespaceAsync();
        await cluster.ApplySloAsync(ns);
        await using RunningOperator op = await cluster.OperateAsync(ns);
        await ShowsAsync(ns, FirstRule, "slo_operator:bad_events:5m");

        await PatchAsync(
            ns,
            """[{"op": "replace", "path": "/spec/groups/0/rules/0/record", "value": "mine"}, {"op": "add", "path": "/spec/groups/0/rules/15/for", "value": "5h"}]"""
        );
        await ShowsAsync(ns, FirstRule, "slo_operator:bad_events:5m");
        (await cluster.GetAsync(ns, Rule, "{.spec.groups[0].rules[15].for}")).ShouldBe("");

        await PatchAsync(ns, """[{"op": "remove", "path": "/metadata/labels"}]""");
        await ShowsAsync(ns, "{.metadata.labels.app\\.kubernetes\\.io/managed-by}", "slo-operator");

        await cluster.Kubectl.RunAsync("delete", "prometheusrule", Rule, "-n", ns);
        await ShowsAsync(ns, FirstRule, "slo_operator:bad_events:5m");
        op.ShouldBeWell();
    }

    [Fact]
    public async Task What_others_put_on_it_stays_and_nothing_is_written_twice()
    {
        string ns = await cluster.CreateNamespaceAsync();
        await cluster.ApplySloAsync(ns);
        await using RunningOperator op = await cluster.OperateAsync(ns);
        await ShowsAsync(ns, FirstRule, "slo_operator:bad_events:5m");
        await cluster.Kubectl.RunAsync("label", "prometheusrule", Rule, "-n", ns, "role=alerts");
        string version = await cluster.GetAsync(ns, Rule, "{.metadata.resourceVersion}");

        await cluster.Kubectl.RunAsync("label", "teamslo", "checkout", "-n", ns, "release=stack");
        await ShowsAsync(ns, "{.metadata.labels.release}", "stack");

        (await cluster.GetAsync(ns, Rule, "{.metadata.labels.role}")).ShouldBe("alerts");
        (await cluster.GetAsync(ns, Rule, "{.metadata.generation}")).ShouldBe("1");
        (await cluster.GetAsync(ns, Rule, "{.metadata.resourceVersion}")).ShouldNotBe(version);
    }

    [Fact]
    public async Task Rules_of_somebody_else_are_not_taken_over_and_their_TeamSLO_says_so()
    {
        string ns = await cluster.CreateNamespaceAsync();
        await cluster.Kubectl.ApplyAsync(
            $$"""
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: {{Rule}}, namespace: {{ns}}, labels: {app.kubernetes.io/managed-by: slo-operator} }
            spec: {groups: [{name: theirs, rules: [{record: a, expr: vector(1)}]}]}
            """
        );
        await cluster.ApplySloAsync(ns);
        await using RunningOperator op = await cluster.OperateAsync(ns);

        await EventAsync(
            ns,
            $"the PrometheusRule {ns}/{Rule} is there and belongs to somebody else"
        );
        (await cluster.GetAsync(ns, Rule, "{.spec.groups[*].name}")).ShouldBe("theirs");

        await cluster.Kubectl.RunAsync("delete", "prometheusrule", Rule, "-n", ns);
        await ShowsAsync(ns, FirstRule, "slo_operator:bad_events:5m");
        op.ShouldBeWell();
    }

    [Fact]
    public async Task What_cannot_be_a_rule_is_told_on_the_TeamSLO_and_the_rules_of_before_stay()
    {
        string ns = await cluster.CreateNamespaceAsync();
        await cluster.ApplySloAsync(ns);
        await using RunningOperator op = await cluster.OperateAsync(ns);
        await ContainsAsync(ns, FastPage, "> 0.01344");

        await cluster.Kubectl.RunAsync(
            "patch",
            "teamslo",
            "checkout",
            "-n",
            ns,
            "--type=merge",
            "-p",
            """{"spec": {"window": {"rolling": "90d"}, "objectives": [{"name": "availability", "target": "97", "indicator": {"events": {"errors": "e_total", "total": "t_total"}}}]}}"""
        );

        await EventAsync(ns, "spec.objectives[0].target: \"97\" cannot be watched over 5m/1h");
        await ContainsAsync(ns, FastPage, "> 0.01344");
    }

    [Fact]
    public async Task Without_the_kind_it_says_so_once_works_on_and_finds_it_when_it_comes()
    {
        await cluster.RemoveKindAsync();
        try
        {
            string ns = await cluster.CreateNamespaceAsync();
            await cluster.ApplySloAsync(ns);
            // Looks each minute, which are five seconds here.
            await using RunningOperator op = await cluster.OperateAsync(ns, new HurriedTime(12));
            await HealthAsync(op, "[-] prometheus rules: the cluster does not have the kind");
            await Eventually.HoldsAsync(
                async () =>
                    (
                        await cluster.Kubectl.RunAsync(
                            "get",
                            "teamslo",
                            "checkout",
                            "-n",
                            ns,
                            "-o",
                            "jsonpath={.status.conditions[0].type}"
                        )
                    ).Output.ShouldBe("Ready\n"),
                Deadline
            );
            (await op.GetAsync("/readyz")).Status.ShouldBe(System.Net.HttpStatusCode.OK);

            await cluster.AddKindAsync();
            await ShowsAsync(ns, FirstRule, "slo_operator:bad_events:5m");
            await HealthAsync(op, "[+] prometheus rules: kept");

            await cluster.RemoveKindAsync();
            await HealthAsync(op, "[-] prometheus rules: the cluster does not have the kind");
            await cluster.AddKindAsync();
            await ShowsAsync(ns, FirstRule, "slo_operator:bad_events:5m");
            op.ShouldBeWell();
        }
        finally
        {
            await cluster.AddKindAsync();
        }
    }

    private static Task HealthAsync(RunningOperator op, string line) =>
        Eventually.HoldsAsync(
            async () => (await op.GetAsync("/readyz")).Body.ShouldContain(line),
            Deadline
        );

    private Task ShowsAsync(string ns, string path, string value) =>
        Eventually.HoldsAsync(
            async () => (await cluster.GetAsync(ns, Rule, path)).ShouldBe(value),
            Deadline
        );

    private Task ContainsAsync(string ns, string path, string value) =>
        Eventually.HoldsAsync(
            async () => (await cluster.GetAsync(ns, Rule, path)).ShouldContain($"{value}\n"),
            Deadline
        );

    private Task EventAsync(string ns, string note) =>
        Eventually.HoldsAsync(
            async () =>
                (
                    await cluster.Kubectl.RunAsync(
                        "get",
                        "events",
                        "-n",
                        ns,
                        "-o",
                        "jsonpath={.items[*].message}"
                    )
                ).Output.ShouldContain(note),
            Deadline
        );

    private Task<CommandResult> PatchAsync(string ns, string operations) =>
        cluster.Kubectl.RunAsync(
            "patch",
            "prometheusrule",
            Rule,
            "-n",
            ns,
            "--type=json",
            "-p",
            operations
        );

    private async Task<string> SloUidAsync(string ns) =>
        (
            await cluster.Kubectl.RunAsync(
                "get",
                "teamslo",
                "checkout",
                "-n",
                ns,
                "-o",
                "jsonpath={.metadata.uid}"
            )
        ).Output.Trim();

    private async Task<string> CheckRulesAsync(string ns)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(
            folder.File("rules.json"),
            await cluster.GetAsync(ns, Rule, "{.spec}")
        );
        CommandResult result = await ChildProcess.RunAsync(
            "promtool",
            new ChildProcessOptions { Arguments = ["check", "rules", folder.File("rules.json")] },
            Deadline
        );
        return result.Output + result.Errors;
    }
}
