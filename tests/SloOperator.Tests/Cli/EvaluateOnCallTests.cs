using System.Text.Json.Nodes;
using SloOperator.Tests.Controllers;
using SloOperator.Tests.Prometheus.Alerts;

namespace SloOperator.Tests.Cli;

/// <summary>As of 12:00:30 on Friday, 20 November 2026: a window of a day, of which ann has the first hours and bob the others.</summary>
public sealed class EvaluateOnCallTests : CliScenario
{
    private const string Pages = "ALERTS{alertstate=\"firing\",severity=\"page\"}";
    private const string Watchdog = "ALERTS{alertstate=\"firing\",alertname=\"Watchdog\"}";
    private const string Header =
        "NAMESPACE   NAME      TEAM       PAGES   PER-12H   OFF-HOURS   SLEEP   COVERAGE   LOAD";

    private FakeAlerts _prometheus = null!;

    public override async Task InitializeAsync() => _prometheus = await FakeAlerts.StartAsync();

    public override async Task DisposeAsync()
    {
        await _prometheus.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_load_within_its_limits_is_a_table_and_exits_with_0()
    {
        WritePolicy();
        Watch();
        Page("2026-11-19T19:00:00Z", "api");
        Page("2026-11-20T03:00:00Z", "web");

        CliRun run = await EvaluateAsync();

        run.Error.ShouldBeEmpty();
        run.Lines[..2]
            .ShouldBe([
                Header,
                "payments    primary   payments   2       1         1           1       1          WithinLimit",
            ]);
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_load_over_its_limit_exits_with_2_and_is_explained_below_the_table()
    {
        WritePolicy();
        Watch();
        for (int hour = 0; hour < 12; hour += 2)
        {
            Page($"2026-11-20T{hour:00}:00:00Z", $"api{hour}");
        }

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(2);
        run.Lines[1]
            .ShouldBe(
                "payments    primary   payments   6       3         0           4       1          OverLimit"
            );
        run.Lines.ShouldContain(
            "payments/primary OverLimit: incidentsPer12h is 3, over its limit of 2"
        );
    }

    [Fact]
    public async Task Without_a_watchdog_no_pages_are_no_good_news_and_exit_with_3()
    {
        WritePolicy();

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(3);
        run.Lines[1]
            .ShouldBe(
                "payments    primary   payments   0       <none>    0           0       0          Unknown"
            );
        run.Lines.ShouldContain(
            "payments/primary LowCoverage: only 0 % of the window is covered by data, at least 90 % are needed: pages may be missing from the figures"
        );
    }

    [Fact]
    public async Task A_Prometheus_that_is_down_exits_with_3_and_says_why()
    {
        WritePolicy();
        _prometheus.IsDown = true;

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(3);
        run.Lines[1]
            .ShouldBe(
                "payments    primary   payments   unknown   <none>    unknown     unknown   <none>     Unknown"
            );
        run.Lines.ShouldContain(line =>
            line.StartsWith("payments/primary Stale: ", StringComparison.Ordinal)
            && line.Contains("503", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_Alertmanager_told_a_running_operator_is_unknown_here()
    {
        WritePolicy("{alertmanagerWebhook: {}}");

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(3);
        run.Lines[1].ShouldEndWith("unknown");
        _prometheus.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Json_of_policies_is_a_list_of_them()
    {
        WritePolicy();
        Watch();

        CliRun run = await EvaluateAsync("-o", "json");

        JsonNode list = JsonNode.Parse(run.Output)!;
        ((string?)list["apiVersion"]).ShouldBe("slo-operator.dev/v1alpha1");
        ((string?)list["kind"]).ShouldBe("OnCallPolicyList");
        JsonNode policy = list["items"]!.AsArray().Single()!;
        ((string?)policy["kind"]).ShouldBe("OnCallPolicy");
        ((string?)policy["spec"]!["team"]).ShouldBe("payments");
        ((string?)policy["status"]!["summary"]!["load"]).ShouldBe("WithinLimit");
        ((string?)policy["status"]!["evaluatedAt"]).ShouldBe("2026-11-20T12:00:00Z");
        (run.ExitCode, run.Error).ShouldBe((0, ""));
    }

    [Fact]
    public async Task Two_kinds_are_two_tables_and_one_list()
    {
        WritePolicy();
        WriteCheckout();
        Watch();

        CliRun tables = await EvaluateAsync();
        CliRun json = await EvaluateAsync("-o", "json");

        tables.Lines[0].ShouldContain("OBJECTIVE");
        tables.Lines.ShouldContain(Header);
        JsonNode list = JsonNode.Parse(json.Output)!;
        ((string?)list["apiVersion"]).ShouldBe("v1");
        ((string?)list["kind"]).ShouldBe("List");
        list["items"]!
            .AsArray()
            .Select(item => (string?)item!["kind"])
            .ShouldBe(["TeamSLO", "OnCallPolicy"]);
    }

    [Fact]
    public async Task A_load_over_its_limit_beside_an_unknown_budget_exits_with_2()
    {
        WritePolicy();
        WriteCheckout();
        Watch();
        for (int hour = 0; hour < 12; hour += 2)
        {
            Page($"2026-11-20T{hour:00}:00:00Z", $"api{hour}");
        }

        (await EvaluateAsync()).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Problems_of_policies_are_all_told_and_nothing_is_asked()
    {
        string file = WritePolicy(more: "privacy: Public\n  window: 1y");

        CliRun run = await EvaluateAsync();

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.ErrorLines.Select(line => line.Split(": ")[2])
            .ShouldBe(["spec.window", "spec.privacy"], ignoreOrder: true);
        run.ErrorLines.ShouldAllBe(line =>
            line.StartsWith($"{file}:1: OnCallPolicy payments/primary: ", StringComparison.Ordinal)
        );
        _prometheus.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_any_endpoint_a_policy_cannot_be_used()
    {
        string file = WritePolicy();

        CliRun run = await RunAsync("evaluate", "-f", file);

        run.Complaint.ShouldStartWith(
            $"slo-operator: {file}:1: OnCallPolicy payments/primary: spec.prometheus: no PrometheusEndpoint \"default\" is there"
        );
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

    private string WritePolicy(
        string source = "{prometheus: {selector: 'severity=\"page\"', groupBy: [service]}}",
        string more = "window: 1d"
    ) =>
        Folder.Write(
            "primary.yaml",
            $$$"""
            {{{Api}}}
            kind: OnCallPolicy
            metadata: {name: primary, namespace: payments}
            spec:
              team: payments
              source: {{{source}}}
              schedule:
                timeZone: UTC
                rotation: {type: Daily, handoff: "18:00", start: "2026-01-05", members: [ann, bob]}
              {{{more}}}
            """
        );

    /// <summary>Over both windows and the month.</summary>
    private void Watch() =>
        _prometheus.Add(
            Watchdog,
            new Dictionary<string, string> { ["alertname"] = "Watchdog" },
            Minutely(Given.Noon - TimeSpan.FromDays(2), Given.Noon)
        );

    /// <summary>Of ten minutes.</summary>
    private void Page(string at, string service) =>
        _prometheus.Add(
            Pages,
            new Dictionary<string, string> { ["alertname"] = "Slow", ["service"] = service },
            Minutely(Given.At(at), Given.At(at) + Given.Minutes(10))
        );

    private static IEnumerable<DateTimeOffset> Minutely(DateTimeOffset from, DateTimeOffset to)
    {
        for (DateTimeOffset time = from; time <= to; time += Given.Minutes(1))
        {
            yield return time;
        }
    }
}
