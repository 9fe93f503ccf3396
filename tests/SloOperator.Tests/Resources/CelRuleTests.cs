using System.Text.Json;
using SloOperator.Resources;

namespace SloOperator.Tests.Resources;

/// <summary>Servers before 1.25 drop CEL rules, and folders have no server at all: the operator says the same things.</summary>
public sealed class CelRuleTests
{
    private const string Events = "indicator: {events: {errors: e_total, total: t_total}}";

    /// <summary>Schema, rule, a spec that breaks it, where the operator reports that.</summary>
    private static readonly (string Schema, string Rule, string Spec, string Path)[] Twins =
    [
        (
            "TeamSLO.spec.window",
            "has(self.rolling) != has(self.calendar)",
            "window: {}",
            "spec.window"
        ),
        (
            "TeamSLO.spec.objectives[]",
            "has(self.timeslice) == (has(self.method) && self.method == 'Timeslices')",
            $"objectives: [{{name: a, target: '99', method: Timeslices, {Events}}}]",
            "spec.objectives[0].timeslice"
        ),
        (
            "TeamSLO.spec.objectives[].target",
            "double(self) > 0.0",
            $"objectives: [{{name: a, target: '0.0', {Events}}}]",
            "spec.objectives[0].target"
        ),
        (
            "TeamSLO.spec.objectives[].timeslice.target",
            "double(self) > 0.0",
            $"objectives: [{{name: a, target: '99', method: Timeslices, timeslice: {{length: 5m, target: '0'}}, {Events}}}]",
            "spec.objectives[0].timeslice.target"
        ),
        (
            "TeamSLO.spec.objectives[].indicator",
            "(has(self.events) ? 1 : 0) + (has(self.latency) ? 1 : 0) + (has(self.probe) ? 1 : 0) == 1",
            "objectives: [{name: a, target: '99', indicator: {}}]",
            "spec.objectives[0].indicator"
        ),
        (
            "TeamSLO.spec.objectives[].indicator.events",
            "has(self.errors) != has(self.good)",
            "objectives: [{name: a, target: '99', indicator: {events: {errors: e_total, good: g_total, total: t_total}}}]",
            "spec.objectives[0].indicator.events"
        ),
        (
            "PrometheusEndpoint.spec",
            "!has(self.tls) || self.url.startsWith('https://')",
            "tls: {serverName: p}",
            "spec.tls"
        ),
        (
            "PrometheusEndpoint.spec.auth",
            "has(self.bearer) != has(self.basic)",
            "auth: {}",
            "spec.auth"
        ),
        (
            "PrometheusEndpoint.spec.enforcedMatchers",
            "!('__name__' in self) && !('le' in self)",
            "enforcedMatchers: {le: '1'}",
            "spec.enforcedMatchers"
        ),
    ];

    public static TheoryData<string> Places => [.. Twins.Select(twin => twin.Schema)];

    [Fact]
    public void Every_rule_of_the_schemas_is_in_this_table() =>
        RulesOfTheSchemas()
            .ShouldBe(Twins.Select(twin => (twin.Schema, twin.Rule)), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Places))]
    public void What_breaks_a_rule_is_a_problem_for_the_operator_too(string schema)
    {
        (_, _, string spec, string path) = Twins.Single(twin => twin.Schema == schema);

        Judge(schema, spec).Select(problem => problem.Path).ShouldBe([path]);
    }

    [Theory]
    [InlineData("{rolling: 7d, calendar: {period: Month, timeZone: UTC}}")]
    [InlineData("{}")]
    public void A_window_of_both_kinds_or_of_none_is_refused(string window) =>
        Judge("TeamSLO", $"window: {window}")
            .Select(problem => problem.Path)
            .ShouldBe(["spec.window"]);

    [Fact]
    public void A_timeslice_without_its_method_is_refused() =>
        Judge(
                "TeamSLO",
                $"objectives: [{{name: a, target: '99', timeslice: {{length: 5m, target: '99'}}, {Events}}}]"
            )
            .Select(problem => problem.Path)
            .ShouldBe(["spec.objectives[0].timeslice"]);

    [Fact]
    public void Repeated_names_are_refused_as_the_list_map_key_does()
    {
        Crd.TeamSlo.GetProperty("properties")
            .GetProperty("spec")
            .GetProperty("properties")
            .GetProperty("objectives")
            .GetProperty("x-kubernetes-list-map-keys")[0]
            .GetString()
            .ShouldBe("name");

        Problem problem = Judge(
                "TeamSLO",
                $"objectives: [{{name: a, target: '99', {Events}}}, {{name: a, target: '98', {Events}}}]"
            )
            .ShouldHaveSingleItem();

        problem
            .ToString()
            .ShouldBe("spec.objectives[1].name: \"a\" is taken by objectives[0]; names are unique");
    }

    private static IReadOnlyList<Problem> Judge(string schema, string spec)
    {
        if (schema.StartsWith("PrometheusEndpoint", StringComparison.Ordinal))
        {
            return PrometheusEndpointValidator.Validate(
                Written.Endpoint($"url: http://p:9090\n{spec}")
            );
        }

        return TeamSloValidator.Validate(
            spec.StartsWith("objectives", StringComparison.Ordinal)
                ? Written.Slo($"team: a\nservice: s\n{spec}")
                : Written.SloWith(spec)
        );
    }

    private static IEnumerable<(string Schema, string Rule)> RulesOfTheSchemas() =>
        from schema in Crd.Walk(Crd.TeamSlo, "TeamSLO")
            .Concat(Crd.Walk(Crd.PrometheusEndpoint, "PrometheusEndpoint"))
        where schema.Schema.TryGetProperty("x-kubernetes-validations", out _)
        from rule in schema.Schema.GetProperty("x-kubernetes-validations").EnumerateArray()
        select (schema.Path, rule.GetProperty("rule").GetString()!);
}
