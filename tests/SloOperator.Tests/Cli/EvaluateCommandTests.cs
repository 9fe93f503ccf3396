using System.Text.Json.Nodes;
using SloOperator.Prometheus.PromQl;
using SloOperator.Tests.Controllers;
using SloOperator.Tests.Prometheus.Collection;

namespace SloOperator.Tests.Cli;

/// <summary>As of 12:00:30: buckets of 1,000 requests each; of those of the last hour some are bad.</summary>
public sealed class EvaluateCommandTests : CliScenario
{
    private FakePrometheus _prometheus = null!;

    public override async Task InitializeAsync() => _prometheus = await FakePrometheus.StartAsync();

    public override async Task DisposeAsync()
    {
        await _prometheus.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_healthy_budget_is_a_table_and_exits_with_0()
    {
        WriteCheckout();
        Fail(60);

        CliRun run = await EvaluateAsync();

        run.Error.ShouldBeEmpty();
        run.Lines.ShouldBe([
            "NAMESPACE   NAME       TEAM       SERVICE        OBJECTIVE      TARGET   SLI      BUDGET   BURN(1h)   VERDICT",
            "shop        checkout   payments   checkout-api   availability   99       0.9975   0.75     6          Measured",
        ]);
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task An_exhausted_budget_exits_with_2()
    {
        WriteCheckout();
        Fail(250);

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(2);
        run.Lines[1].ShouldContain("-0.041667");
    }

    [Fact]
    public async Task A_metric_that_is_not_there_exits_with_3_and_is_explained_below_the_table()
    {
        WriteCheckout();

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(3);
        run.Lines.ShouldBe([
            "NAMESPACE   NAME       TEAM       SERVICE        OBJECTIVE      TARGET   SLI      BUDGET    BURN(1h)   VERDICT",
            "shop        checkout   payments   checkout-api   availability   99       <none>   unknown   <none>     MetricAbsent",
            "shop/checkout availability: the total was never seen: no series matches its selector",
        ]);
    }

    [Fact]
    public async Task A_Prometheus_that_is_down_exits_with_3_and_says_why()
    {
        WriteCheckout();
        _prometheus.IsDown = true;

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(3);
        run.Lines[1].ShouldEndWith("Stale");
        run.Lines[2].ShouldStartWith("shop/checkout availability: never read: ");
        run.Lines[2].ShouldContain("503");
    }

    [Fact]
    public async Task An_exhausted_budget_beside_an_unknown_one_exits_with_2()
    {
        WriteCheckout(
            """- {name: search, target: "99", indicator: {events: {errors: errors, total: searches}}}"""
        );
        Fail(250);

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(2);
        run.Lines[1].ShouldEndWith("Measured");
        run.Lines[2].ShouldEndWith("MetricAbsent");
    }

    [Fact]
    public async Task A_threshold_off_the_boundaries_exits_with_3_and_lists_them()
    {
        WriteCheckout(
            """- {name: speed, target: "99", indicator: {latency: {histogram: latency, threshold: 300ms}}}"""
        );
        Fail(0);
        _prometheus.Boundaries = ["0.1", "0.5", "+Inf"];

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(3);
        run.Lines[^1]
            .ShouldBe(
                "shop/checkout speed: threshold 0.3 s is not a bucket boundary of latency; it has 0.1, 0.5"
            );
    }

    [Fact]
    public async Task Json_is_a_list_as_kubectl_prints_it()
    {
        WriteCheckout();
        Fail(60);

        CliRun run = await EvaluateAsync("-o", "json");

        JsonNode list = JsonNode.Parse(run.Output)!;
        ((string?)list["apiVersion"]).ShouldBe("slo-operator.dev/v1alpha1");
        ((string?)list["kind"]).ShouldBe("TeamSLOList");
        JsonNode slo = list["items"]!.AsArray().Single()!;
        ((string?)slo["metadata"]!["name"]).ShouldBe("checkout");
        ((string?)slo["spec"]!["team"]).ShouldBe("payments");
        ((string?)slo["status"]!["evaluatedAt"]).ShouldBe("2026-11-20T12:00:00Z");
        ((string?)slo["status"]!["summary"]!["budget"]).ShouldBe("75.0%");
        ((string?)slo["status"]!["objectives"]![0]!["burn"]!["5m"]).ShouldBe("6");
        ((string?)slo["status"]!["conditions"]![2]!["reason"]).ShouldBe("WithinBudget");
        (run.ExitCode, run.Error).ShouldBe((0, ""));
    }

    [Fact]
    public async Task An_endpoint_of_the_manifests_is_used_before_that_of_the_command_line()
    {
        WriteCheckout();
        Folder.Write(
            "default.yaml",
            $"{Api}\nkind: PrometheusEndpoint\nmetadata: {{name: default}}\nspec: {{url: \"{_prometheus.Url}\"}}\n"
        );
        Fail(60);

        CliRun run = await RunAsync(
            "evaluate",
            "-f",
            Folder.Root,
            "--prometheus-url",
            "http://127.0.0.1:1",
            "--at",
            "2026-11-20T12:00:30Z"
        );

        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_time_may_have_any_zone()
    {
        WriteCheckout();
        Fail(60);

        CliRun run = await RunAsync(
            "evaluate",
            "-f",
            Folder.Root,
            "--prometheus-url",
            _prometheus.Url.ToString(),
            "--at",
            "2026-11-20T13:00:30.5+01:00"
        );

        run.Lines[1].ShouldContain("0.75");
    }

    [Fact]
    public async Task Without_any_endpoint_the_manifests_cannot_be_used()
    {
        string file = WriteCheckout();

        CliRun run = await RunAsync("evaluate", "-f", file);

        run.Complaint.ShouldStartWith(
            $"slo-operator: {file}:1: TeamSLO shop/checkout: spec.prometheus: no PrometheusEndpoint \"default\" is there"
        );
    }

    [Fact]
    public async Task Problems_of_manifests_are_all_told_and_nothing_is_asked()
    {
        string file = WriteCheckout(
            """- {name: Speed, target: "100", indicator: {events: {errors: errors, total: requests}}}"""
        );

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.ErrorLines.Select(line => line.Split(": ")[2])
            .ShouldBe(["spec.objectives[1].name", "spec.objectives[1].target"]);
        run.ErrorLines.ShouldAllBe(line =>
            line.StartsWith($"{file}:1: TeamSLO shop/checkout: ", StringComparison.Ordinal)
        );
        _prometheus.Requests.ShouldBeEmpty();
    }

    private Task<CliRun> EvaluateAsync(params string[] more) =>
        RunAsync([
            "evaluate",
            "-f",
            Folder.Root,
            "--prometheus-url",
            _prometheus.Url.ToString(),
            "--at",
            "2026-11-20T12:00:30Z",
            .. more,
        ]);

    private void Fail(double badOfEach)
    {
        IndicatorQueries queries = RequestsOf("errors", "requests");
        _prometheus.Series(queries.Bad, end => end > Given.Noon - Given.Hours(1) ? badOfEach : 0);
        _prometheus.Series(queries.Total, 1000);
    }

    private static IndicatorQueries RequestsOf(string errors, string total)
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
