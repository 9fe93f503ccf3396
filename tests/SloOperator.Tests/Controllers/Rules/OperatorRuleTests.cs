using System.Text.RegularExpressions;
using SloOperator.Controllers.Rules;
using SloOperator.Resources.Rules;
using SloOperator.Tests.Architecture;
using static SloOperator.Tests.Controllers.Rules.GivenRules;

namespace SloOperator.Tests.Controllers.Rules;

/// <summary>Alerts on the operator itself.</summary>
public sealed partial class OperatorRuleTests
{
    private static readonly string Rules = File(OperatorRules.Groups);

    [Fact]
    public void Every_metric_they_use_is_one_that_the_operator_exports()
    {
        string[] sources =
        [
            .. SourceTree
                .Files("operator")
                .Where(file => !file.Contains("/Controllers/Rules/", StringComparison.Ordinal))
                .Select(System.IO.File.ReadAllText),
        ];
        string[] used =
        [
            .. Alerts()
                .SelectMany(rule => Metric().Matches(rule.Expr))
                .Select(match => match.Value)
                .Distinct(StringComparer.Ordinal),
        ];

        used.Length.ShouldBe(8);
        used.Where(name =>
                !sources.Any(text => text.Contains($"\"{name}\"", StringComparison.Ordinal))
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void None_of_them_wakes_anybody_and_each_waits_before_it_complains() =>
        Alerts()
            .ShouldAllBe(rule =>
                rule.Labels!["severity"] == "ticket"
                && rule.For != null
                && rule.Annotations!.ContainsKey("summary")
                && rule.Annotations.ContainsKey("description")
            );

    [Fact]
    public async Task A_healthy_operator_is_quiet() =>
        await TestAsync(
            [
                Reconciles("done", "0+10x120"),
                ("slo_operator_verdict{name=\"a\",namespace=\"n\",verdict=\"Measured\"}", "1x120"),
                ("slo_operator_verdict{name=\"a\",namespace=\"n\",verdict=\"Stale\"}", "0x120"),
                ("slo_operator_gate_decision{name=\"a\",decision=\"Unknown\"}", "0x120"),
                ("slo_operator_tickets{phase=\"Open\",sink=\"s\"}", "3x120"),
                Requests("answered", "0+2x120"),
                Requests("failed", "0x60 1x60"),
                ("slo_operator_kube_requests_total{verb=\"list\",code=\"200\"}", "0+1x120"),
            ],
            (120, "")
        );

    [Fact]
    public async Task An_operator_that_is_gone_or_stands_still_is_told_of()
    {
        await TestAsync([("up", "1x60")], (9, ""), (11, "SloOperatorAbsent"));
        await TestAsync(
            // One that has nothing to do yet still renews its Lease.
            [("slo_operator_kube_requests_total{verb=\"update\",code=\"200\"}", "0+1x60")],
            (60, "")
        );
        await TestAsync(
            [
                Reconciles("done", "0+10x60 600x60"),
                ("slo_operator_verdict{name=\"a\",verdict=\"Measured\"}", "1x120"),
            ],
            (60, ""),
            (92, "SloOperatorNotReconciling")
        );
    }

    [Fact]
    public async Task Failures_of_the_operator_and_of_what_it_asks_are_told_of()
    {
        await TestAsync(
            [Reconciles("done", "0+1x60"), Reconciles("retry", "0+2x60")],
            (45, "SloOperatorReconcilesFail")
        );
        await TestAsync(
            [
                Reconciles("done", "0+1x60"),
                Requests("answered", "0+1x10 10x50"),
                Requests("failed", "0x10 0+1x50"),
            ],
            (20, ""),
            (45, "SloEndpointDown")
        );
        await TestAsync(
            [
                Reconciles("done", "0+1x60"),
                (
                    "slo_operator_kube_requests_total{verb=\"list\",resource=\"teamslos\",code=\"403\"}",
                    "0+1x60"
                ),
            ],
            (30, "SloOperatorLacksRights")
        );
    }

    [Fact]
    public async Task What_teams_should_know_of_is_told_of() =>
        await TestAsync(
            [
                Reconciles("done", "0+1x60"),
                ("slo_operator_verdict{name=\"a\",verdict=\"MetricAbsent\"}", "1x60"),
                ("slo_operator_gate_decision{name=\"a\",decision=\"Unknown\"}", "1x60"),
                ("slo_operator_tickets{phase=\"DeadLetter\",sink=\"s\"}", "1x60"),
                ("slo_operator_oldest_undelivered_ticket_seconds{sink=\"s\"}", "3540+60x60"),
                ("slo_operator_metrics_dropped_samples_total{metric=\"m\"}", "0+5x60"),
            ],
            (10, ""),
            (
                35,
                "SloDataStale SloGateUnknown SloMetricsDropped SloTicketsInDeadLetter SloTicketsUndelivered"
            )
        );

    private static IEnumerable<Rule> Alerts() =>
        OperatorRules.Groups.Groups.SelectMany(group => group.Rules);

    private static (string, string) Reconciles(string outcome, string values) =>
        ($"slo_operator_reconcile_total{{controller=\"teamslo\",outcome=\"{outcome}\"}}", values);

    private static (string, string) Requests(string outcome, string values) =>
        ($"slo_operator_prometheus_requests_total{{endpoint=\"e\",outcome=\"{outcome}\"}}", values);

    /// <summary>Exactly these alerts fire at that minute.</summary>
    private static Task<string> TestAsync(
        (string Series, string Values)[] history,
        params IReadOnlyList<(int Minute, string Alerts)> expected
    ) =>
        Promtool.TestAsync(
            Rules,
            history.ToDictionary(each => each.Series, each => each.Values),
            [
                .. expected.SelectMany(each =>
                    Firing(
                        each.Minute,
                        each.Alerts.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    )
                ),
            ]
        );

    private static IEnumerable<(int, string, double)> Firing(int minute, string[] alerts)
    {
        const string firing = "ALERTS{alertstate=\"firing\"}";
        yield return (
            minute,
            $"count(count by (alertname) ({firing})) or vector(0)",
            alerts.Length
        );
        foreach (string alert in alerts)
        {
            yield return (
                minute,
                $"count(ALERTS{{alertstate=\"firing\",alertname=\"{alert}\"}}) or vector(0)",
                1
            );
        }
    }

    [GeneratedRegex("slo_operator_[a-z_]+")]
    private static partial Regex Metric();
}
