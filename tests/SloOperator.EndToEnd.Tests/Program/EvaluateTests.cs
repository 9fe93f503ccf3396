using System.Text.Json;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Program;

public sealed class EvaluateTests(SteadyShop shop) : IClassFixture<SteadyShop>, IDisposable
{
    // One request in 60 fails: a third of 5 %, five thirds of 1 %.
    private static readonly SloManifest Healthy = new("shop", "healthy") { Target = "95" };
    private static readonly SloManifest Exhausted = new("shop", "exhausted") { Target = "99" };
    private static readonly SloManifest Unknown = new("shop", "unknown") { App = "absent" };
    private static readonly SloManifest Outage = new("shop", "outage") { App = "outage" };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Healthy_budgets_are_a_table_and_exit_code_0()
    {
        CommandResult evaluated = await EvaluateAsync([Healthy]);

        evaluated.ExitCode.ShouldBe(0, evaluated.Errors);
        string[] lines = evaluated.Output.Trim().Split('\n');
        Columns(lines[0])
            .ShouldBe([
                "NAMESPACE",
                "NAME",
                "TEAM",
                "SERVICE",
                "OBJECTIVE",
                "TARGET",
                "SLI",
                "BUDGET",
                "BURN(1h)",
                "VERDICT",
            ]);
        string[] row = Columns(lines[1]);
        row[..6].ShouldBe(["shop", "healthy", "shop", "shop-api", "availability", "95"]);
        decimal.Parse(row[6]).ShouldBe(0.9833m, 0.0005m);
        decimal.Parse(row[7]).ShouldBe(0.667m, 0.001m);
        decimal.Parse(row[8]).ShouldBe(0.33m, 0.02m);
        row[9].ShouldBe("Measured");
    }

    [Fact]
    public async Task An_exhausted_budget_is_exit_code_2()
    {
        CommandResult evaluated = await EvaluateAsync([Healthy, Exhausted]);

        evaluated.ExitCode.ShouldBe(2, evaluated.Errors);
        evaluated.Output.ShouldContain("healthy");
        evaluated.Output.ShouldContain("exhausted");
    }

    [Fact]
    public async Task A_metric_that_is_not_there_is_exit_code_3_and_says_so()
    {
        CommandResult evaluated = await EvaluateAsync([Healthy, Unknown]);

        evaluated.ExitCode.ShouldBe(3, evaluated.Errors);
        evaluated.Output.ShouldContain("MetricAbsent");
        evaluated.Output.ShouldContain("shop/unknown availability: ");
    }

    [Fact]
    public async Task A_Prometheus_that_is_not_there_is_exit_code_3_and_the_reason()
    {
        Write([Healthy]);

        CommandResult evaluated = await OperatorBinary.RunAsync(
            "evaluate",
            "-f",
            _folder.Path,
            "--prometheus-url",
            $"http://127.0.0.1:{LoopbackPort.Next()}"
        );

        evaluated.ExitCode.ShouldBe(3, evaluated.Errors);
        evaluated.Output.ShouldContain("connection refused");
    }

    [Fact]
    public async Task No_endpoint_at_all_is_a_problem_of_the_spec_and_exit_code_1()
    {
        Write([Healthy]);

        CommandResult refused = await OperatorBinary.RunAsync("evaluate", "-f", _folder.Path);

        refused.ExitCode.ShouldBe(1);
        refused.Output.ShouldBeEmpty();
        refused.Errors.ShouldContain("TeamSLO shop/healthy: spec.prometheus: ");
    }

    [Fact]
    public async Task Problems_of_manifests_are_told_as_by_validate_and_nothing_is_evaluated()
    {
        CommandResult refused = await EvaluateAsync([Healthy, Unknown with { Target = "0" }]);

        refused.ExitCode.ShouldBe(1);
        refused.Output.ShouldBeEmpty();
        refused.Errors.ShouldContain(
            "unknown.yaml:1: TeamSLO shop/unknown: spec.objectives[0].target"
        );
    }

    [Fact]
    public async Task JSON_is_a_list_as_kubectl_prints_it()
    {
        CommandResult evaluated = await EvaluateAsync([Exhausted], "-o", "json");

        evaluated.ExitCode.ShouldBe(2, evaluated.Errors);
        JsonElement list = JsonDocument.Parse(evaluated.Output).RootElement;
        list.GetProperty("kind").GetString().ShouldBe("TeamSLOList");
        JsonElement slo = list.GetProperty("items")[0];
        slo.GetProperty("metadata").GetProperty("name").GetString().ShouldBe("exhausted");
        JsonElement objective = slo.GetProperty("status").GetProperty("objectives")[0];
        objective.GetProperty("verdict").GetString().ShouldBe("Measured");
        decimal.Parse(objective.GetProperty("budgetRemaining").GetString()!)
            .ShouldBe(-0.667m, 0.001m);
    }

    [Fact]
    public async Task At_a_time_before_the_outage_its_budget_was_whole()
    {
        string before = shop.OutageAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

        CommandResult now = await EvaluateAsync([Outage]);
        CommandResult then = await EvaluateAsync([Outage], "--at", before);

        // An hour of 3,600 errors in a day of 90,000 requests is 4 %, of which 5 % are allowed.
        now.ExitCode.ShouldBe(0, now.Errors);
        decimal.Parse(Columns(now.Output.Trim().Split('\n')[1])[7]).ShouldBe(0.2m, 0.01m);
        then.ExitCode.ShouldBe(0, then.Errors);
        Columns(then.Output.Trim().Split('\n')[1])[7].ShouldBe("1");
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Columns(string line) =>
        line.Split("   ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private Task<CommandResult> EvaluateAsync(
        IReadOnlyList<SloManifest> slos,
        params IReadOnlyList<string> more
    )
    {
        Write(slos);
        string[] arguments = ["evaluate", "-f", _folder.Path, "--prometheus-url", shop.Url];
        return OperatorBinary.RunAsync([.. arguments, .. more]);
    }

    private void Write(IReadOnlyList<SloManifest> slos)
    {
        foreach (SloManifest slo in slos)
        {
            File.WriteAllText(_folder.File(slo.Name + ".yaml"), slo.ToString());
        }
    }
}
