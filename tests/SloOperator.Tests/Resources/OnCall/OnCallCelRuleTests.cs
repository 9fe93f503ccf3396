using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Resources.OnCall;

/// <summary>Servers before 1.25 drop CEL rules, and folders have no server at all: the operator says the same things.</summary>
public sealed class OnCallCelRuleTests
{
    private const string Day = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private const string Time = "([01][0-9]|2[0-3]):[0-5][0-9]";

    private const string Numbers =
        "!has(self.warn) || !has(self.limit) || double(self.warn) <= double(self.limit)";

    private const string Shares =
        "!has(self.warn) || !has(self.limit) || double(self.warn.replace('%', '')) <= double(self.limit.replace('%', ''))";

    /// <summary>Where the rule stands below spec, the rule, a field that breaks it, and where the operator reports that.</summary>
    private static readonly (string Schema, string Rule, string Field, string Path)[] Twins =
    [
        (
            "",
            "has(self.source.pager) || has(self.schedule.rotation) || has(self.schedule.shifts)",
            "schedule: {timeZone: UTC}",
            "schedule"
        ),
        (
            "source",
            "(has(self.prometheus) ? 1 : 0) + (has(self.pager) ? 1 : 0) + (has(self.alertmanagerWebhook) ? 1 : 0) == 1",
            "source: {}",
            "source"
        ),
        (
            "source.prometheus.groupBy[]",
            "!(self in ['replica', 'prometheus', 'prometheus_replica', 'instance', 'pod'])",
            "source: {prometheus: {selector: 'a=\"b\"', groupBy: [pod]}}",
            "source.prometheus.groupBy[0]"
        ),
        (
            "source.pager",
            "self.type != 'JiraOps' || has(self.url)",
            "source: {pager: {type: JiraOps, secret: {name: a, key: b}}}",
            "source.pager.url"
        ),
        (
            "schedule",
            "!(has(self.rotation) && has(self.shifts))",
            $"schedule: {{timeZone: UTC, {WrittenPolicy.Weekly}, shifts: [{{member: a, start: '2026-01-01T00:00:00Z', end: '2026-01-02T00:00:00Z'}}]}}",
            "schedule"
        ),
        (
            "schedule.rotation",
            $"self.type == 'Weekly' ? self.handoff.matches('^{Day} {Time}$') : self.handoff.matches('^{Time}$')",
            "schedule: {timeZone: UTC, rotation: {type: Daily, handoff: 'Mon 09:00', start: '2026-01-05', members: [a]}}",
            "schedule.rotation.handoff"
        ),
        (
            "schedule.shifts[]",
            "timestamp(self.end) > timestamp(self.start)",
            "schedule: {timeZone: UTC, shifts: [{member: a, start: '2026-01-01T00:00:00Z', end: '2026-01-01T00:00:00Z'}]}",
            "schedule.shifts[0]"
        ),
        (
            "schedule.workingHours",
            "self.start != self.end",
            $"schedule: {{timeZone: UTC, {WrittenPolicy.Weekly}, workingHours: {{start: '18:00'}}}}",
            "schedule.workingHours"
        ),
        (
            "schedule.sleepHours",
            "self.start != self.end",
            $"schedule: {{timeZone: UTC, {WrittenPolicy.Weekly}, sleepHours: {{end: '22:00'}}}}",
            "schedule.sleepHours"
        ),
        Threshold("incidentsPer12h", Numbers, "2.1", "2"),
        Threshold("shiftsOverBudget", Shares, "34%", "33.9%"),
        Threshold("offHoursPerResponder30d", Numbers, "10", "9"),
        Threshold("sleepPagesPerShift", Numbers, "10", "9"),
        Threshold("alertsPerIncident", Numbers, "10", "9"),
        Threshold("transientShare", Shares, "100%", "99%"),
        Threshold("repeatsPer7d", Numbers, "10", "9"),
        Threshold("onCallShare", Shares, "100%", "99%"),
        Threshold("medianRestoreMinutes", Numbers, "100", "99"),
    ];

    public static TheoryData<string> Places => [.. Twins.Select(twin => twin.Schema)];

    [Fact]
    public void Every_rule_of_the_schema_is_in_this_table() =>
        RulesOfTheSchema()
            .ShouldBe(
                Twins.Select(twin => (Under("OnCallPolicy.spec", twin.Schema), twin.Rule)),
                ignoreOrder: true
            );

    [Theory]
    [MemberData(nameof(Places))]
    public void What_breaks_a_rule_is_a_problem_for_the_operator_too(string schema)
    {
        (_, _, string field, string path) = Twins.Single(twin =>
            twin.Schema.Equals(schema, StringComparison.Ordinal)
        );

        OnCallPolicyValidator
            .Validate(WrittenPolicy.With(field))
            .Select(problem => problem.Path)
            .ShouldBe([Under("spec", path)]);
    }

    private static (string, string, string, string) Threshold(
        string metric,
        string rule,
        string warn,
        string limit
    ) =>
        (
            $"thresholds.{metric}",
            rule,
            $"thresholds: {{{metric}: {{warn: '{warn}', limit: '{limit}'}}}}",
            $"thresholds.{metric}"
        );

    private static string Under(string root, string path) =>
        path.Length == 0 ? root : $"{root}.{path}";

    private static IEnumerable<(string Schema, string Rule)> RulesOfTheSchema() =>
        from schema in Crd.Walk(Crd.OnCallPolicy, "OnCallPolicy")
        where schema.Schema.TryGetProperty("x-kubernetes-validations", out _)
        from rule in schema.Schema.GetProperty("x-kubernetes-validations").EnumerateArray()
        select (schema.Path, rule.GetProperty("rule").GetString()!);
}
