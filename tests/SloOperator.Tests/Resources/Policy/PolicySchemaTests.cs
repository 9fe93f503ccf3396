using System.Text.Json;
using SloOperator.Resources.Policy;
using static SloOperator.Tests.Resources.SchemaAgreement;

namespace SloOperator.Tests.Resources.Policy;

/// <summary>What the schema of ErrorBudgetPolicy says, the operator says too.</summary>
public sealed class PolicySchemaTests
{
    private const string Low =
        "tiers: [{name: a, when: {budgetRemainingBelow: '0.25', for: 5m}, gate: Warn}]";

    /// <summary>Where the rule stands below spec, the rule, a field that breaks it, and where the operator reports that.</summary>
    private static readonly (string Schema, string Rule, string Field, string Path)[] Twins =
    [
        (
            "tiers[].when",
            "(has(self.budgetRemainingBelow) ? 1 : 0) + (has(self.burnRate) ? 1 : 0) + (has(self.pageLoad) ? 1 : 0) == 1",
            "tiers: [{name: a, when: {for: 5m}, gate: Warn}]",
            "tiers[0].when"
        ),
        (
            "tiers[].when.burnRate",
            "['5m', '30m', '1h', '2h', '6h', '1d', '3d'].indexOf(self.short) < ['5m', '30m', '1h', '2h', '6h', '1d', '3d'].indexOf(self.long)",
            "tiers: [{name: a, when: {burnRate: {short: 1h, long: 1h, above: '1'}}, gate: Warn}]",
            "tiers[0].when.burnRate"
        ),
        (
            "tiers[].when.burnRate.above",
            "double(self) > 0.0",
            "tiers: [{name: a, when: {burnRate: {short: 5m, long: 1h, above: '0.0'}}, gate: Warn}]",
            "tiers[0].when.burnRate.above"
        ),
        (
            "tiers[]",
            "!has(self.when.budgetRemainingBelow) || has(self.clearAbove) || has(self.when.__for__)",
            "tiers: [{name: a, when: {budgetRemainingBelow: '0.25'}, gate: Warn}]",
            "tiers[0].clearAbove"
        ),
        (
            "tiers[]",
            "!has(self.clearAbove) || has(self.when.budgetRemainingBelow)",
            "tiers: [{name: a, when: {pageLoad: Warn}, clearAbove: '0.5', gate: Warn}]",
            "tiers[0].clearAbove"
        ),
        (
            "tiers[]",
            "!has(self.clearAbove) || !has(self.when.budgetRemainingBelow) || double(self.clearAbove) > double(self.when.budgetRemainingBelow)",
            "tiers: [{name: a, when: {budgetRemainingBelow: '0.25', for: 5m}, clearAbove: '0.25', gate: Warn}]",
            "tiers[0].clearAbove"
        ),
        (
            "tiers[]",
            "has(self.gate) || has(self.ticket)",
            "tiers: [{name: a, when: {pageLoad: Warn}}]",
            "tiers[0].gate"
        ),
        (
            "singleIncident.above",
            "double(self) > 0.0",
            "singleIncident: {above: '0', ticket: {priority: P1}}",
            "singleIncident.above"
        ),
    ];

    public static TheoryData<string> Rules => [.. Twins.Select(twin => twin.Schema + twin.Rule)];

    [Fact]
    public void Every_rule_of_the_schema_is_in_this_table() =>
        RulesOf(Crd.ErrorBudgetPolicy)
            .ShouldBe(Twins.Select(twin => (twin.Schema, twin.Rule)), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_breaks_a_rule_is_a_problem_for_the_operator_too(string rule)
    {
        (_, _, string field, string path) = Twins.Single(twin => twin.Schema + twin.Rule == rule);

        Judge(field).Select(problem => problem.Path).ShouldBe([$"spec.{path}"]);
    }

    [Theory]
    [InlineData("enforcement", "Observe", "Warn", "Enforce", "enforce", "")]
    [InlineData("onUnknown", "Allow", "Warn", "Deny", "Unknown", "")]
    public void Choices(string field, params string[] values) =>
        Agree(
            Property(Spec(Crd.ErrorBudgetPolicy), field),
            values,
            value => Judge($"{field}: {Quoted(value)}")
        );

    [Theory]
    [InlineData("0.25", "1", "0.000001", "0.0000001", "1.0", "1.1", "01", ".5", "-0.1", "25%", "")]
    public void Ratios(params string[] values) =>
        Agree(
            At("singleIncident.above"),
            values,
            value => Judge($"singleIncident: {{above: {Quoted(value)}, ticket: {{priority: P1}}}}")
        );

    [Theory]
    [InlineData("14.4", "1", "9999.9999", "10000", "1.", ".5", "-1", "1.00001", "")]
    public void Burn_rates(params string[] values) =>
        Agree(
            Tier("when.burnRate.above"),
            values,
            value =>
                Judge(
                    $"tiers: [{{name: a, when: {{burnRate: {{short: 5m, long: 1h, above: {Quoted(value)}}}}}, gate: Warn}}]"
                )
        );

    [Theory]
    [InlineData("5m", "30m", "1h", "2h", "6h", "1d", "7m", "24h", "")]
    public void Windows(params string[] values) =>
        Agree(
            Tier("when.burnRate.short"),
            values,
            value =>
                Judge(
                    $"tiers: [{{name: a, when: {{burnRate: {{short: {Quoted(value)}, long: 3d, above: '1'}}}}, gate: Warn}}]"
                )
        );

    [Theory]
    [InlineData("sre-leads", "A_b.c", "a/b", "a b", "", "63 long", "64 long")]
    public void Groups(params string[] values) =>
        Agree(
            At("exceptions.approverGroups").GetProperty("items"),
            values,
            value => Judge($"exceptions: {{approverGroups: [{Quoted(value)}]}}")
        );

    [Theory]
    [InlineData("sink", "default", "a.b", "A", "")]
    [InlineData("onRecovery", "Comment", "Close", "Nothing", "Reopen", "")]
    public void Terms_of_tickets(string field, params string[] values) =>
        Agree(
            At($"tickets.{field}"),
            values,
            value => Judge($"tickets: {{{field}: {Quoted(value)}}}")
        );

    [Theory]
    [InlineData("rollback", "p0", "A", "a_b", "", "63 long", "64 long")]
    public void Change_classes(params string[] values) =>
        Agree(
            At("allowChanges").GetProperty("items"),
            values,
            value => Judge($"allowChanges: [{Quoted(value)}]")
        );

    /// <summary>Whether the server or the operator fills them in must make no difference.</summary>
    [Fact]
    public void What_the_server_fills_in_changes_nothing()
    {
        string filled = string.Join(
            '\n',
            Defaults(Spec(Crd.ErrorBudgetPolicy)).Select(each => $"{each.Name}: {each.Json}")
        );

        var with = ErrorBudgetPolicyMapper.Map(Written.BudgetPolicy($"{Low}\n{filled}")).Policy!;
        var without = ErrorBudgetPolicyMapper.Map(Written.BudgetPolicy(Low)).Policy!;

        with.Tickets.ShouldBe(without.Tickets);
        with.AllowedChanges.ShouldBe(without.AllowedChanges);
        (with.Enforcement, with.OnUnknown).ShouldBe((without.Enforcement, without.OnUnknown));
        with.Exceptions.MaxDuration.ShouldBe(without.Exceptions.MaxDuration);
        with.Exceptions.ApproverMayBeRequester.ShouldBe(without.Exceptions.ApproverMayBeRequester);
    }

    /// <summary>An object that has defaults within is written with them.</summary>
    private static IEnumerable<(string Name, string Json)> Defaults(JsonElement schema)
    {
        foreach (JsonProperty property in schema.GetProperty("properties").EnumerateObject())
        {
            if (property.Value.TryGetProperty("properties", out _))
            {
                string inner = string.Join(
                    ", ",
                    Defaults(property.Value).Select(each => $"{each.Name}: {each.Json}")
                );
                if (inner.Length > 0)
                {
                    yield return (property.Name, $"{{{inner}}}");
                }
            }
            else if (property.Value.TryGetProperty("default", out JsonElement value))
            {
                yield return (property.Name, value.GetRawText());
            }
        }
    }

    private static JsonElement Tier(string path) =>
        path.Split('.').Aggregate(At("tiers").GetProperty("items"), Property);

    private static JsonElement At(string path) =>
        path.Split('.').Aggregate(Spec(Crd.ErrorBudgetPolicy), Property);

    private static IReadOnlyList<SloOperator.Resources.Problem> Judge(string field) =>
        ErrorBudgetPolicyValidator.Validate(Written.BudgetPolicy(Written.Fields([Low], field)));
}
