using System.Text.Json;
using System.Text.Json.Nodes;
using Cel;
using SloOperator.Gate;
using SloOperator.Resources;

namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>The expressions of the chart's ValidatingAdmissionPolicy, evaluated one by one, against their twins and against the gate itself.</summary>
public sealed class AdmissionPolicyTests
{
    private const string Open =
        """{"gate": {"allowed": true, "decision": "Allow", "enforced": "Allow", "enforcement": "Enforce", "reason": "WithinBudget", "message": "It is.", "since": "2026-03-02T10:00:00Z", "allowChanges": ["rollback"]}}""";

    private const string Closed =
        """{"gate": {"allowed": false, "decision": "Deny", "enforced": "Deny", "enforcement": "Enforce", "reason": "BudgetExhausted", "message": "It is spent.", "since": "2026-03-02T10:00:00Z", "allowChanges": ["rollback", "security"]}}""";

    private const string ClosedToAll =
        """{"gate": {"allowed": false, "decision": "Deny", "enforced": "Deny", "enforcement": "Enforce", "reason": "BudgetExhausted", "message": "It is spent.", "since": "2026-03-02T10:00:00Z"}}""";

    private static readonly string[] Statuses =
    [
        "null",
        "{}",
        """{"gate": {}}""",
        Open,
        Closed,
        ClosedToAll,
    ];

    private static readonly string?[] Changes = [null, "", "feature", "rollback"];

    [Fact]
    public async Task Each_expression_says_what_its_twin_says()
    {
        IReadOnlyList<(string Name, string Text)> expressions = await ExpressionsAsync();
        int compared = 0;

        foreach (AdmissionPolicyTwin twin in Cases())
        {
            Dictionary<string, object?> known = Known(twin);
            foreach (
                (string name, string text) in expressions.Where(each => IsAsked(each.Name, twin))
            )
            {
                object? said = new CelEnvironment(null, null).Program(text, known);
                said.ShouldBe(twin.Of(name), $"{name}: {text}\n{twin}");
                compared++;
            }
        }

        expressions
            .Select(each => each.Name)
            .ShouldBe([
                "matchConditions.template-changes",
                "variables.change",
                "variables.named",
                "variables.closed",
                "variables.passes",
                "validations.0",
                "validations.0.message",
                "auditAnnotations.change",
            ]);
        compared.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void The_twin_lets_pass_what_the_gate_lets_pass()
    {
        var now = new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero);
        foreach (AdmissionPolicyTwin twin in Cases().Where(each => each.IsNamed))
        {
            TeamSlo slo = twin.Slo.Deserialize(ResourceKinds.TeamSlo.TypeInfo)!;
            string? change = twin.Change.Length == 0 ? null : twin.Change;

            GateReading.Of(slo, change, [], now).Allowed.ShouldBe(twin.IsAllowed, twin.ToString());
        }
    }

    /// <summary>As the API server does: a message only where there is a denial.</summary>
    private static bool IsAsked(string name, AdmissionPolicyTwin twin) =>
        name != "validations.0.message" || !twin.IsAllowed;

    private static async Task<IReadOnlyList<(string Name, string Text)>> ExpressionsAsync()
    {
        JsonObject policy = (await ChartRenderer.RenderAsync("policy"))
            .Only("ValidatingAdmissionPolicy")
            .Spec;
        JsonNode validation = policy["validations"]!.AsArray().ShouldHaveSingleItem()!;
        return
        [
            .. Named(policy, "matchConditions", "name", "expression"),
            .. Named(policy, "variables", "name", "expression"),
            ("validations.0", Text(validation["expression"])),
            ("validations.0.message", Text(validation["messageExpression"])),
            .. Named(policy, "auditAnnotations", "key", "valueExpression"),
        ];
    }

    private static IEnumerable<(string Name, string Text)> Named(
        JsonObject policy,
        string list,
        string name,
        string expression
    ) =>
        policy[list]!
            .AsArray()
            .Select(each => ($"{list}.{Text(each![name])}", Text(each[expression])));

    private static IEnumerable<AdmissionPolicyTwin> Cases() =>
        from status in Statuses
        from name in new[] { "checkout", "search" }
        from change in Changes
        from image in new[] { "v1", "v2" }
        select new AdmissionPolicyTwin(
            Workload(image, change),
            Workload("v1", null),
            JsonNode
                .Parse(
                    $$"""{"apiVersion": "slo-operator.dev/v1alpha1", "kind": "TeamSLO", "metadata": {"name": "{{name}}", "namespace": "payments"}, "status": {{status}} }"""
                )!
                .AsObject()
        );

    private static JsonObject Workload(string image, string? change)
    {
        string annotations = change is null
            ? ""
            : $$""", "annotations": {"slo-operator.dev/change": "{{change}}"}""";
        return JsonNode
            .Parse(
                $$$"""
                {"metadata": {"name": "api", "labels": {"slo-operator.dev/team-slo": "checkout"}{{{annotations}}}},
                 "spec": {"replicas": 2, "template": {"spec": {"containers": [{"name": "app", "image": "{{{image}}}"}]} } } }
                """
            )!
            .AsObject();
    }

    /// <summary>What an expression may speak of; a variable is what its twin says, so that each is judged by itself.</summary>
    private static Dictionary<string, object?> Known(AdmissionPolicyTwin twin) =>
        new(StringComparer.Ordinal)
        {
            ["object"] = Plain(twin.Workload),
            ["oldObject"] = Plain(twin.Old),
            ["params"] = Plain(twin.Slo),
            ["variables"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["change"] = twin.Change,
                ["named"] = twin.IsNamed,
                ["closed"] = twin.IsClosed,
                ["passes"] = twin.Passes,
            },
        };

    /// <summary>The API server leaves out what is null.</summary>
    private static object? Plain(JsonNode? node) =>
        node switch
        {
            JsonObject o => o.Where(field => field.Value is not null)
                .ToDictionary(
                    field => field.Key,
                    field => Plain(field.Value),
                    StringComparer.Ordinal
                ),
            JsonArray list => list.Select(Plain).ToList(),
            JsonValue value when value.TryGetValue(out bool flag) => flag,
            JsonValue value when value.TryGetValue(out long number) => number,
            JsonValue value when value.TryGetValue(out string? text) => text,
            _ => null,
        };

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
