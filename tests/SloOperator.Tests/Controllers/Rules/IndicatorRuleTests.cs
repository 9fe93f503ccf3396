using SloOperator.Resources;
using SloOperator.Tests.Resources;
using static SloOperator.Tests.Controllers.Rules.GivenRules;

namespace SloOperator.Tests.Controllers.Rules;

/// <summary>Each kind of objective as recording rules, evaluated by promtool.</summary>
public sealed class IndicatorRuleTests
{
    private const int Hour = 60;

    [Fact]
    public async Task Good_events_are_what_is_left_of_the_total() =>
        await Promtool.TestAsync(
            File(Objective("events: {good: g_total, total: t_total}")),
            new Dictionary<string, string>
            {
                ["g_total"] = Counter.Of((2 * Hour, 90)),
                ["t_total"] = Counter.Of((2 * Hour, 100)),
            },
            (2 * Hour, "sum(slo_operator:error_ratio:1h)", 0.1),
            (2 * Hour, "sum(slo_operator:events:1h)", 6000),
            (2 * Hour, PageAlerts, 2)
        );

    [Fact]
    public async Task A_service_that_never_succeeded_fails_altogether() =>
        await Promtool.TestAsync(
            File(Objective("events: {good: g_total, total: t_total}")),
            new Dictionary<string, string> { ["t_total"] = Counter.Of((2 * Hour, 100)) },
            (2 * Hour, "sum(slo_operator:error_ratio:1h)", 1),
            (2 * Hour, PageAlerts, 2)
        );

    [Fact]
    public async Task Latency_counts_what_took_longer_than_the_threshold() =>
        await Promtool.TestAsync(
            File(Objective("latency: {histogram: h_seconds, threshold: 300ms}")),
            new Dictionary<string, string>
            {
                ["h_seconds_bucket{le=\"0.3\"}"] = Counter.Of((2 * Hour, 75)),
                ["h_seconds_bucket{le=\"+Inf\"}"] = Counter.Of((2 * Hour, 100)),
                ["h_seconds_count"] = Counter.Of((2 * Hour, 100)),
            },
            (2 * Hour, "sum(slo_operator:error_ratio:1h)", 0.25),
            (2 * Hour, PageAlerts, 2)
        );

    [Fact]
    public async Task A_threshold_that_is_no_boundary_records_nothing_rather_than_something() =>
        await Promtool.TestAsync(
            File(Objective("latency: {histogram: h_seconds, threshold: 250ms}")),
            new Dictionary<string, string>
            {
                ["h_seconds_bucket{le=\"0.3\"}"] = Counter.Of((2 * Hour, 0)),
                ["h_seconds_count"] = Counter.Of((2 * Hour, 100)),
            },
            (2 * Hour, "count({__name__=~\"slo_operator:.+\"}) or vector(0)", 0),
            (2 * Hour, PageAlerts, 0)
        );

    [Fact]
    public async Task Probes_that_fail_are_bad_and_probes_that_stop_are_none() =>
        await Promtool.TestAsync(
            File(Objective("probe: {selector: probe_success}")),
            new Dictionary<string, string> { ["probe_success"] = "1x120 0x29 _x120" },
            (119, "sum(slo_operator:error_ratio:1h)", 0),
            (125, "sum(slo_operator:error_ratio:5m)", 1),
            (125, PageAlerts, 2),
            // 30 of the last hour's 60 failed.
            (150, "sum(slo_operator:error_ratio:1h)", 0.5),
            (160, PageAlerts, 1),
            (200, PageAlerts, 0)
        );

    [Fact]
    public async Task Slices_are_bad_as_a_whole_and_good_without_traffic()
    {
        // 2 % fail for ten minutes, 0.5 % for the rest of an hour and then there is no traffic; a slice may have 1 %.
        await Promtool.TestAsync(
            File(Sliced("5m")),
            new Dictionary<string, string>
            {
                ["e_total"] = Counter.Of((Hour, 0), (10, 20), (50, 5), (Hour, 0)),
                ["t_total"] = Counter.Of((2 * Hour, 1000), (Hour, 0)),
            },
            // Whole slices only: two of twelve.
            (70, "round(sum(slo_operator:error_ratio:1h) * 12)", 2),
            (70, "sum(slo_operator:error_ratio:5m)", 1),
            (70, PageAlerts, 2),
            (80, PageAlerts, 1),
            (110, PageAlerts, 0),
            (2 * Hour, "round(sum(slo_operator:error_ratio:1h) * 12)", 2),
            (3 * Hour, "sum(slo_operator:error_ratio:1h)", 0)
        );
    }

    [Fact]
    public async Task A_slice_longer_than_a_bucket_is_judged_on_the_sum_of_its_buckets() =>
        await Promtool.TestAsync(
            File(Sliced("30m")),
            new Dictionary<string, string>
            {
                // 10 % for four minutes: 400 of 30,000 are more than 1 %. 10 % for two: 200 are not.
                ["e_total"] = Counter.Of((Hour, 0), (4, 100), (26, 0), (2, 100), (28, 0)),
                ["t_total"] = Counter.Of((2 * Hour, 1000)),
            },
            (91, "sum(slo_operator:error_ratio:5m)", 1),
            (91, "round(sum(slo_operator:error_ratio:1h) * 2)", 1),
            (2 * Hour, "sum(slo_operator:error_ratio:5m)", 0),
            (2 * Hour, "round(sum(slo_operator:error_ratio:1h) * 2)", 1)
        );

    [Fact]
    public async Task Matchers_that_the_endpoint_enforces_are_in_every_selector()
    {
        string rules = File(Objective("events: {errors: e_total, total: t_total}"));

        rules.ShouldNotContain("tenant=");
        EnforcedFile().ShouldNotContain("e_total[");
        await Promtool.TestAsync(
            EnforcedFile(),
            new Dictionary<string, string>
            {
                ["e_total{tenant=\"shop\"}"] = Counter.Of((2 * Hour, 0)),
                ["t_total{tenant=\"shop\"}"] = Counter.Of((2 * Hour, 100)),
                ["e_total{tenant=\"other\"}"] = Counter.Of((2 * Hour, 100)),
                ["t_total{tenant=\"other\"}"] = Counter.Of((2 * Hour, 100)),
            },
            (2 * Hour, "sum(slo_operator:error_ratio:1h)", 0),
            (2 * Hour, "sum(slo_operator:events:1h)", 6000)
        );
    }

    private static string EnforcedFile() =>
        File(
            Objective("events: {errors: e_total, total: t_total}"),
            endpoint: Written.Endpoint(
                "url: http://prometheus\nenforcedMatchers: {tenant: $namespace}"
            )
        );

    private static TeamSlo Objective(string indicator) =>
        Written.SloOf($"name: o\ntarget: \"99.9\"\nindicator: {{ {indicator} }}");

    private static TeamSlo Sliced(string length) =>
        Written.SloOf(
            $"name: o\ntarget: \"99.9\"\nmethod: Timeslices\ntimeslice: {{length: {length}, target: \"99\"}}\n"
                + "indicator: {events: {errors: e_total, total: t_total}}"
        );
}
