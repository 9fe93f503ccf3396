namespace SloOperator.Tests.Cli;

public sealed class ValidateCommandTests : CliScenario
{
    [Fact]
    public async Task What_is_valid_is_counted()
    {
        WriteCheckout();
        Folder.Write(
            "default.yaml",
            $"{Api}\nkind: PrometheusEndpoint\nmetadata: {{name: default}}\nspec: {{url: \"http://prometheus:9090\"}}\n"
        );

        CliRun run = await RunAsync("validate", "-f", Folder.Root);

        (run.ExitCode, run.Output.TrimEnd(), run.Error).ShouldBe((0, "2 objects are valid", ""));
    }

    [Fact]
    public async Task Kinds_of_others_may_stand_beside_ours()
    {
        WriteCheckout();
        Folder.Write(
            "app.yaml",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: checkout}\n"
        );

        CliRun run = await RunAsync("validate", "-f", Folder.Root);

        (run.ExitCode, run.Output.TrimEnd(), run.Error).ShouldBe((0, "1 object is valid", ""));
    }

    [Fact]
    public async Task Problems_of_an_OnCallPolicy_stand_with_their_paths()
    {
        string file = Folder.Write(
            "on-call.yaml",
            $$$$"""
            {{{{Api}}}}
            kind: OnCallPolicy
            metadata: {name: primary, namespace: shop}
            spec:
              team: shop
              source: {prometheus: {selector: '{severity="page"}'}}
              schedule:
                timeZone: UTC
                rotation: {type: Daily, handoff: "9:00", start: "2026-01-05", members: [a], memberz: [b]}
            """
        );

        CliRun run = await RunAsync("validate", "-f", Folder.Root);

        run.ExitCode.ShouldBe(1);
        run.Output.TrimEnd().ShouldBe("3 problems in 1 objects");
        string place = $"{file}:1: OnCallPolicy shop/primary: spec.";
        run.ErrorLines.Select(line =>
                line[..line.IndexOf(": ", place.Length, StringComparison.Ordinal)]
            )
            .ShouldBe(
                [
                    $"{place}schedule.rotation.memberz",
                    $"{place}source.prometheus.selector",
                    $"{place}schedule.rotation.handoff",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task A_TeamSLO_is_held_against_the_policy_that_stands_beside_it()
    {
        Folder.Write(
            "policy.yaml",
            $"{Api}\nkind: ErrorBudgetPolicy\nmetadata: {{name: lax}}\nspec: {{tiers: [{{name: fast, when: {{burnRate: {{short: 5m, long: 1h, above: \"2\"}}}}, gate: Warn}}]}}\n"
        );
        string slo = Folder.Write(
            "slo.yaml",
            $"{Api}\nkind: TeamSLO\nmetadata: {{name: a, namespace: shop}}\nspec: {{team: a, service: s, policy: lax, objectives: [{{name: o, target: \"40\", indicator: {{events: {{errors: e_total, total: t_total}}}}}}]}}\n"
        );

        CliRun run = await RunAsync("validate", "-f", Folder.Root);

        run.ErrorLines.ShouldHaveSingleItem()
            .ShouldStartWith(
                $"{slo}:1: TeamSLO shop/a: spec.objectives[0].target: \"40\" cannot be watched by the tier \"fast\" of the policy \"lax\""
            );
    }

    [Fact]
    public async Task A_sink_on_this_machine_is_valid_where_the_operator_allows_it()
    {
        string file = Folder.Write(
            "sink.yaml",
            $"{Api}\nkind: TicketSink\nmetadata: {{name: hook}}\nspec: {{type: Webhook, url: \"http://127.0.0.1:9000\", secret: hook}}\n"
        );

        CliRun refused = await RunAsync("validate", "-f", file);
        CliRun allowed = await RunAsync("validate", "-f", file, "--allow-private-sinks");

        (refused.ExitCode, allowed.ExitCode).ShouldBe((1, 0));
        refused.Error.ShouldContain("spec.url: begins with http");
    }

    [Fact]
    public async Task Problems_of_policies_and_exceptions_stand_with_their_paths()
    {
        string file = Folder.Write(
            "all.yaml",
            $"{Api}\nkind: ErrorBudgetPolicy\nmetadata: {{name: p}}\nspec: {{tiers: []}}\n---\n"
                + $"{Api}\nkind: BudgetException\nmetadata: {{name: x, namespace: shop}}\nspec: {{teamSLO: a, type: Exclusion, start: \"2026-11-20T10:00:00Z\", end: \"2026-11-20T11:00:00Z\", recurrence: FREQ=YEARLY, timeZone: UTC, reason: r, requestedBy: a, approvedBy: b}}\n"
        );

        CliRun run = await RunAsync("validate", "-f", file);

        run.ErrorLines.Length.ShouldBe(2);
        run.Error.ShouldContain("ErrorBudgetPolicy p: spec.tiers: is empty");
        run.Error.ShouldContain("BudgetException shop/x: spec.recurrence: ");
    }

    [Fact]
    public async Task Every_problem_of_every_file_stands_with_its_file_line_object_and_path()
    {
        string file = Folder.Write(
            "bad.yaml",
            $$$$"""
            {{{{Api}}}}
            kind: TeamSLO
            metadata: {name: checkout, namespace: shop}
            spec:
              service: checkout-api
              objectives:
              - {name: availability, target: "101", indicator: {events: {errors: errors, total: requests}}}
            ---
            {{{{Api}}}}
            kind: PrometheusEndpoint
            metadata: {name: default}
            spec: {url: "ftp://prometheus"}
            """
        );
        string torn = Folder.Write("torn.yaml", "a: 1\na: 2\n");

        CliRun run = await RunAsync("validate", "-f", Folder.Root);

        run.ExitCode.ShouldBe(1);
        run.Output.TrimEnd().ShouldBe("4 problems in 2 objects");
        run.ErrorLines.Length.ShouldBe(4);
        run.ErrorLines.ShouldContain(line =>
            line.StartsWith($"{torn}:2: ", StringComparison.Ordinal)
        );
        run.ErrorLines.ShouldContain(line =>
            line.StartsWith(
                $"{file}:1: TeamSLO shop/checkout: spec.team: ",
                StringComparison.Ordinal
            )
        );
        run.ErrorLines.ShouldContain(line =>
            line.StartsWith(
                $"{file}:1: TeamSLO shop/checkout: spec.objectives[0].target: ",
                StringComparison.Ordinal
            )
        );
        run.ErrorLines.ShouldContain(line =>
            line.StartsWith(
                $"{file}:9: PrometheusEndpoint default: spec.url: ",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task A_field_that_is_unknown_or_of_a_wrong_type_is_a_problem_of_its_object()
    {
        string file = WriteCheckout(
            """- {name: speed, target: 99, indicator: {events: {errors: errors, total: requests}}}"""
        );

        CliRun run = await RunAsync("validate", "-f", file);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldBe([
            $"{file}:1: TeamSLO shop/checkout: spec.objectives[1].target: must be a quoted text: write \"99\", not 99",
        ]);
    }

    [Fact]
    public async Task A_kind_of_ours_that_there_is_not_is_a_problem()
    {
        string file = Folder.Write(
            "a.yaml",
            $"{Api}\nkind: TeamSLOO\nmetadata: {{name: checkout}}\n"
        );

        CliRun run = await RunAsync("validate", "-f", file);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Single()
            .ShouldStartWith($"{file}:1: there is no kind TeamSLOO in slo-operator.dev/v1alpha1");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_a_problem_of_that_file()
    {
        string file = Folder.At("binary.yaml");
        await File.WriteAllBytesAsync(file, [0xff, 0xfe, 0x00]);

        CliRun run = await RunAsync("validate", "-f", file);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldBe([$"{file}: is not UTF-8 text"]);
    }

    [Fact]
    public async Task Two_objects_of_one_name_are_a_problem()
    {
        string first = WriteCheckout();
        string second = Folder.At("copy.yaml");
        File.Copy(first, second);

        CliRun run = await RunAsync("validate", "-f", Folder.Root);

        run.ErrorLines.ShouldBe([
            $"{second}:1: TeamSLO shop/checkout is defined already at {first}:1; this one is ignored",
        ]);
    }
}
