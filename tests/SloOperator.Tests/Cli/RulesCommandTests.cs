using SloOperator.Tests.Controllers.Rules;

namespace SloOperator.Tests.Cli;

public sealed class RulesCommandTests : CliScenario
{
    [Fact]
    public async Task Rules_are_printed_as_a_rule_file()
    {
        string file = WriteCheckout();

        CliRun run = await RunAsync("rules", "-f", file);

        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Lines[..4]
            .ShouldBe([
                "groups:",
                "- name: slo-operator/shop/checkout/availability",
                "  interval: '1m'",
                "  rules:",
            ]);
        (await Promtool.CheckAsync(run.Output)).ShouldContain("SUCCESS: 18 rules found");
    }

    [Fact]
    public async Task Rules_are_printed_as_objects_of_the_TeamSLOs_namespaces_without_a_made_up_owner()
    {
        WriteCheckout();

        CliRun run = await RunAsync(
            "rules",
            "-f",
            Folder.Root,
            "--operator-alerts",
            "-o",
            "promrule"
        );

        string[] metadata =
        [
            "apiVersion: monitoring.coreos.com/v1",
            "kind: PrometheusRule",
            "metadata:",
        ];
        run.Lines[..9]
            .ShouldBe([
                .. metadata,
                "  name: slo-checkout",
                "  namespace: shop",
                "  labels:",
                "    app.kubernetes.io/managed-by: slo-operator",
                "spec:",
                "  groups:",
            ]);
        int second = Array.IndexOf(run.Lines, "---");
        run.Lines[(second + 1)..(second + 6)]
            .ShouldBe([.. metadata, "  name: slo-operator", "  labels:"]);
        run.Output.ShouldNotContain("ownerReferences");
    }

    [Fact]
    public async Task Several_files_are_as_one()
    {
        string slo = WriteCheckout();
        string policy = Folder.Write(
            "policies/default.yaml",
            $"{Api}\nkind: ErrorBudgetPolicy\nmetadata: {{name: default}}\nspec: {{tiers: [{{name: fast, when: {{burnRate: {{short: 5m, long: 1h, above: \"20\"}}}}, gate: Warn}}]}}\n"
        );

        CliRun run = await RunAsync("rules", "-f", slo, policy);
        CliRun repeated = await RunAsync("rules", "-f", policy, "-f", slo);

        run.Output.ShouldContain("tier: fast");
        repeated.ShouldBe(run);
    }

    [Fact]
    public async Task Alerts_on_the_operator_need_no_manifest()
    {
        CliRun run = await RunAsync("rules", "--operator-alerts");

        (await Promtool.CheckAsync(run.Output)).ShouldContain("SUCCESS: 10 rules found");
    }

    [Fact]
    public async Task The_chart_ships_the_alerts_on_the_operator_as_they_are_printed()
    {
        CliRun run = await RunAsync("rules", "--operator-alerts");

        (
            await File.ReadAllTextAsync(
                Path.Combine(
                    Architecture.SourceTree.Root,
                    "charts",
                    "slo-operator",
                    "rules",
                    "operator.yaml"
                )
            )
        ).ShouldBe(run.Output);
    }

    [Fact]
    public async Task One_refusal_and_nothing_is_printed()
    {
        string good = WriteCheckout();
        string file = Folder.Write(
            "long.yaml",
            $"{Api}\nkind: TeamSLO\nmetadata: {{name: long, namespace: shop}}\nspec: {{team: a, service: s, window: {{rolling: 90d}}, objectives: [{{name: o, target: \"97\", indicator: {{probe: {{selector: up}}}}}}]}}\n"
        );

        CliRun run = await RunAsync("rules", "-f", good, file);

        run.Complaint.ShouldStartWith(
            $"{file}:1: TeamSLO shop/long: spec.objectives[0].target: \"97\" cannot be watched over 5m/1h: 2 % of a budget of 90d within 1h is a burn rate of 43.2"
        );
    }

    [Fact]
    public async Task An_endpoint_that_is_not_at_hand_may_enforce_matchers_so_it_must_be()
    {
        string file = Folder.Write(
            "mimir.yaml",
            $"{Api}\nkind: TeamSLO\nmetadata: {{name: a, namespace: shop}}\nspec: {{team: a, service: s, prometheus: mimir, objectives: [{{name: o, target: \"99\", indicator: {{probe: {{selector: up}}}}}}]}}\n"
        );

        CliRun refused = await RunAsync("rules", "-f", file);
        string endpoint = Folder.Write(
            "endpoint.yaml",
            $"{Api}\nkind: PrometheusEndpoint\nmetadata: {{name: mimir}}\nspec: {{url: \"http://mimir\", enforcedMatchers: {{namespace: $namespace}}}}\n"
        );
        CliRun found = await RunAsync("rules", "-f", file, endpoint);

        refused.Complaint.ShouldContain(
            "spec.prometheus: no PrometheusEndpoint \"mimir\" is there"
        );
        found.Output.ShouldContain("up{namespace=\"shop\"}[");
    }

    [Fact]
    public async Task Wrong_usage_is_one_line()
    {
        (await RunAsync("rules")).Complaint.ShouldBe(
            "slo-operator: say of which manifests, by -f, or ask for --operator-alerts (see slo-operator rules --help)"
        );
        (await RunAsync("rules", "-f", Folder.Root)).Complaint.ShouldBe(
            $"slo-operator: -f {Folder.Root}: holds no TeamSLO"
        );
        (
            await RunAsync("run", "--standalone", Folder.Root, "--prometheus-rules", "true")
        ).Complaint.ShouldContain("beside --standalone print them with slo-operator rules");
    }

    [Fact]
    public async Task What_the_page_on_rules_shows_is_what_is_printed()
    {
        string page = await File.ReadAllTextAsync(
            Path.Combine(Architecture.SourceTree.Root, "docs", "rules.md")
        );
        string[] blocks =
        [
            .. page.Split("```yaml\n").Skip(1).Select(block => block.Split("```")[0]),
        ];
        string file = Folder.Write("slo.yaml", blocks[0]);

        CliRun run = await RunAsync("rules", "-f", file);

        string[] shown = blocks[1].Split("  # …\n");
        shown.Length.ShouldBeGreaterThan(1);
        shown.ShouldAllBe(part => run.Output.Contains(part, StringComparison.Ordinal));
    }
}
