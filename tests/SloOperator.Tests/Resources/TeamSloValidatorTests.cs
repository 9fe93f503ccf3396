using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Tests.Resources;

public sealed class TeamSloValidatorTests
{
    [Fact]
    public void A_plain_objective_has_no_problem() =>
        Problems(Written.SloOf(Written.Objective)).ShouldBeEmpty();

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        TeamSlo slo = Written.Slo(
            """
            team: Payments
            criticality: urgent
            prometheus: Not_A_Name
            window: {calendar: {period: Fortnight, timeZone: Europe/Bern}}
            objectives:
            - name: availability
              target: "100"
              minimumEvents: -1
              method: Average
              indicator: {events: {errors: 'rate(e_total[5m])', good: '{app="a"}', total: ''}}
            - name: availability
              target: "99.9"
              indicator:
                latency: {histogram: 'h_bucket{app="a"}', threshold: 0ms}
                probe: {}
            """
        );

        Problems(slo)
            .Select(problem => problem.Path)
            .ShouldBe([
                "spec.team",
                "spec.service",
                "spec.criticality",
                "spec.prometheus",
                "spec.window.calendar.period",
                "spec.window.calendar.timeZone",
                "spec.objectives[1].name",
                "spec.objectives[0].target",
                "spec.objectives[0].method",
                "spec.objectives[0].minimumEvents",
                "spec.objectives[0].indicator.events.total",
                "spec.objectives[0].indicator.events.errors",
                "spec.objectives[0].indicator.events.good",
                "spec.objectives[0].indicator.events",
                "spec.objectives[1].indicator.latency.histogram",
                "spec.objectives[1].indicator.latency.threshold",
                "spec.objectives[1].indicator.probe.selector",
                "spec.objectives[1].indicator",
            ]);
    }

    [Fact]
    public void A_missing_spec_is_one_problem() =>
        Problems(new TeamSlo { Metadata = new ObjectMeta { Name = "a" } })
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("spec: is missing; write team, service and objectives");

    [Theory]
    [InlineData("1d", true)]
    [InlineData("90d", true)]
    [InlineData("4w", true)]
    [InlineData("2159h60m", true)]
    [InlineData("23h59m", false)]
    [InlineData("90d1ms", false)]
    [InlineData("0d", false)]
    [InlineData("28", false)]
    [InlineData("28 d", false)]
    [InlineData("-28d", false)]
    public void Rolling_windows_are_1d_to_90d(string rolling, bool valid) =>
        IsValid(Written.SloWith($"window: {{rolling: '{rolling}'}}"), "spec.window.rolling")
            .ShouldBe(valid);

    [Theory]
    [InlineData("99.999999", true)]
    [InlineData("99.9999999", false)]
    [InlineData("99,9", false)]
    [InlineData("+99", false)]
    [InlineData(" 99", false)]
    [InlineData("9.9e1", false)]
    [InlineData("100", false)]
    [InlineData("NaN", false)]
    public void Targets_are_plain_decimals_with_6_places(string target, bool valid) =>
        IsValid(Written.SloOf(WithTarget(target)), "spec.objectives[0].target").ShouldBe(valid);

    [Theory]
    [InlineData("99.999", true)]
    [InlineData("99.9", true)]
    [InlineData("95", true)]
    [InlineData("93.055556", true)]
    [InlineData("93.055555", false)]
    [InlineData("50", false)]
    public void Targets_that_no_outage_could_burn_fast_enough_are_refused(
        string target,
        bool valid
    ) => IsValid(Written.SloOf(WithTarget(target)), "spec.objectives[0].target").ShouldBe(valid);

    [Fact]
    public void The_refusal_of_an_unreachable_tier_shows_the_sum() =>
        Problems(Written.SloOf(WithTarget("50")))
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.objectives[0].target: \"50\" cannot be watched by the tier \"burning\" of the policy \"default\", burn 14.4 (5m/1h): "
                    + "14.4 × 0.5 = 7.2, and no error ratio exceeds 1; use a target above 93.055555 or another policy"
            );

    [Theory]
    [InlineData("5m", true)]
    [InlineData("10m", true)]
    [InlineData("15m", true)]
    [InlineData("20m", true)]
    [InlineData("30m", true)]
    [InlineData("1h", true)]
    [InlineData("1m", false)]
    [InlineData("25m", false)]
    [InlineData("2h", false)]
    [InlineData("", false)]
    public void Slices_divide_an_hour_into_whole_buckets(string length, bool valid) =>
        IsValid(
                Written.SloOf(
                    $"method: Timeslices\ntimeslice: {{length: '{length}', target: '50'}}\n{Written.Objective}"
                ),
                "spec.objectives[0].timeslice.length"
            )
            .ShouldBe(valid);

    [Theory]
    [InlineData("1ms", true)]
    [InlineData("300ms", true)]
    [InlineData("1s500ms", true)]
    [InlineData("0s", false)]
    [InlineData("0.3s", false)]
    [InlineData("300", false)]
    public void Latency_thresholds_are_durations_above_0(string threshold, bool valid) =>
        IsValid(
                Written.SloOf(
                    $"name: a\ntarget: '99'\nindicator: {{latency: {{histogram: h, threshold: '{threshold}'}}}}"
                ),
                "spec.objectives[0].indicator.latency.threshold"
            )
            .ShouldBe(valid);

    [Theory]
    [InlineData("h", true)]
    [InlineData("h{app=\"a\"}", true)]
    [InlineData("h_bucket", false)]
    [InlineData("h_count", false)]
    [InlineData("h{le=\"0.3\"}", false)]
    [InlineData("{app=\"a\"}", false)]
    public void Histograms_go_by_their_base_name(string histogram, bool valid) =>
        IsValid(
                Written.SloOf(
                    $"name: a\ntarget: '99'\nindicator: {{latency: {{histogram: '{histogram}', threshold: 1s}}}}"
                ),
                "spec.objectives[0].indicator.latency.histogram"
            )
            .ShouldBe(valid);

    [Theory]
    [InlineData("probe_success", true)]
    [InlineData("{__name__=\"probe_success\",job=\"a\"}", true)]
    [InlineData("probe_success{job=\"a\"", false)]
    [InlineData("sum(probe_success)", false)]
    [InlineData("probe_success offset 5m", false)]
    [InlineData("probe_success[5m]", false)]
    [InlineData("a_total or b_total", false)]
    [InlineData("{job=\"a\"}", false)]
    public void Selectors_are_selectors_and_name_their_metric(string selector, bool valid) =>
        IsValid(
                Written.SloOf(
                    $"name: a\ntarget: '99'\nindicator: {{probe: {{selector: '{selector}'}}}}"
                ),
                "spec.objectives[0].indicator.probe.selector"
            )
            .ShouldBe(valid);

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("UTC", true)]
    [InlineData("Australia/Lord_Howe", true)]
    [InlineData("Europe/Bern", false)]
    [InlineData("europe/berlin", false)]
    [InlineData("", false)]
    public void Calendar_windows_need_a_zone_of_the_IANA_database(string zone, bool valid) =>
        IsValid(
                Written.SloWith($"window: {{calendar: {{period: Month, timeZone: '{zone}'}}}}"),
                "spec.window.calendar.timeZone"
            )
            .ShouldBe(valid);

    [Fact]
    public void A_calendar_window_without_a_zone_is_refused() =>
        Problems(Written.SloWith("window: {calendar: {period: Week}}"))
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.window.calendar.timeZone: is missing; write a name of the IANA database, such as Europe/Berlin or UTC"
            );

    [Theory]
    [InlineData(1, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    [InlineData(0, false)]
    public void There_are_1_to_20_objectives(int count, bool valid)
    {
        IEnumerable<string> objectives = Enumerable
            .Range(0, count)
            .Select(i => $"{{name: o{i}, target: '99', indicator: {{probe: {{selector: p}}}}}}");

        IsValid(
                Written.Slo($"team: a\nservice: s\nobjectives: [{string.Join(", ", objectives)}]"),
                "spec.objectives"
            )
            .ShouldBe(valid);
    }

    [Fact]
    public void An_empty_entry_in_the_list_is_told_and_not_fatal() =>
        Problems(Written.Slo("team: a\nservice: s\nobjectives: [null]"))
            .ShouldHaveSingleItem()
            .Path.ShouldBe("spec.objectives[0]");

    [Fact]
    public void Long_or_multi_line_text_of_a_user_is_quoted_short_and_on_one_line()
    {
        string message = Problems(Written.SloWith($"criticality: \"a\\n{new string('x', 5000)}\""))
            .ShouldHaveSingleItem()
            .Message;

        message.ShouldNotContain("\n");
        message.Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void Several_indicators_are_named()
    {
        TeamSlo slo = Written.SloOf(
            "name: a\ntarget: '99'\nindicator: {probe: {selector: p}, latency: {histogram: h, threshold: 1s}}"
        );

        Problems(slo)
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.objectives[0].indicator: needs exactly one of events, latency and probe, found latency, probe"
            );
    }

    private static string WithTarget(string target) =>
        $"name: a\ntarget: '{target}'\nindicator: {{events: {{good: g_total, total: t_total}}}}";

    private static IReadOnlyList<Problem> Problems(TeamSlo slo) => TeamSloValidator.Validate(slo);

    /// <summary>What is not valid is refused for this field alone.</summary>
    private static bool IsValid(TeamSlo slo, string path)
    {
        IReadOnlyList<Problem> problems = Problems(slo);
        problems.ShouldAllBe(problem => problem.Path == path);
        return problems.Count == 0;
    }
}
