using System.Text.Json;
using SloOperator.Resources.Exceptions;
using static SloOperator.Tests.Resources.SchemaAgreement;

namespace SloOperator.Tests.Resources.Exceptions;

/// <summary>What the schema of BudgetException says, the operator says too; that nothing is changed it notices by a digest.</summary>
public sealed class BudgetExceptionSchemaTests
{
    private const string Unchanged = "self == oldSelf";

    /// <summary>The rule, fields that break it, and where the operator reports that.</summary>
    private static readonly (string Rule, string[] Fields, string Path)[] Twins =
    [
        ("timestamp(self.end) > timestamp(self.start)", ["end: '2026-11-20T09:00:00Z'"], "end"),
        ("has(self.recurrence) == has(self.timeZone)", ["timeZone: UTC"], "timeZone"),
        ("self.type == 'GateOverride' || !has(self.changes)", ["changes: [a]"], "changes"),
        ("self.type == 'GateOverride' || !has(self.maxUses)", ["maxUses: 1"], "maxUses"),
    ];

    public static TheoryData<string> Rules => [.. Twins.Select(twin => twin.Rule)];

    [Fact]
    public void Every_rule_about_one_spec_is_in_this_table() =>
        RulesOf(Crd.BudgetException)
            .Where(rule => !rule.Rule.Contains("oldSelf", StringComparison.Ordinal))
            .ShouldBe(Twins.Select(twin => ("", twin.Rule)), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_breaks_a_rule_is_a_problem_for_the_operator_too(string rule)
    {
        (_, string[] fields, string path) = Twins.Single(twin => twin.Rule == rule);

        WrittenException.Problems(fields).ShouldHaveSingleItem().ShouldStartWith($"spec.{path}: ");
    }

    [Fact]
    public void Every_field_but_revoked_is_never_changed()
    {
        string[] fields =
        [
            .. Spec(Crd.BudgetException)
                .GetProperty("properties")
                .EnumerateObject()
                .Select(field => field.Name),
        ];

        RulesOf(Crd.BudgetException)
            .Where(rule => rule.Rule == Unchanged)
            .Select(rule => rule.Place)
            .ShouldBe(fields.Where(field => field is not "revoked"), ignoreOrder: true);
    }

    [Fact]
    public void Every_field_that_may_be_absent_is_never_added_or_taken_away()
    {
        JsonElement spec = Spec(Crd.BudgetException);
        string[] required =
        [
            .. spec.GetProperty("required").EnumerateArray().Select(name => name.GetString()!),
        ];
        string rule = RulesOf(Crd.BudgetException)
            .Single(rule =>
                rule.Place.Length == 0 && rule.Rule.Contains("oldSelf", StringComparison.Ordinal)
            )
            .Rule;

        spec.GetProperty("properties")
            .EnumerateObject()
            .Select(field => field.Name)
            .Except([.. required, "revoked"])
            .ShouldAllBe(name => rule.Contains($"has(self.{name}) == has(oldSelf.{name})"));
    }

    [Fact]
    public void What_was_revoked_stays_so() =>
        RulesOf(Crd.BudgetException)
            .Where(rule => rule.Place is "revoked")
            .ShouldBe([("revoked", "self || !oldSelf")]);

    [Theory]
    [InlineData("type", "Exclusion", "exclusion", "")]
    [InlineData("category", "LoadTest", "Dependency", "Measurement", "Other", "Party", "")]
    [InlineData("teamSLO", "a", "a.b", "A", "", "253 long", "254 long")]
    [InlineData("reason", "because", "", "1024 long", "1025 long")]
    [InlineData("reference", "", "OPS-1", "512 long", "513 long")]
    [InlineData("requestedBy", "bo", "a/b", "a/b/c", "a b", "/b", "", "128 long", "129 long")]
    [InlineData("approvedBy", "x@example.com", "ö", "a/", "128 long", "129 long")]
    [InlineData(
        "start",
        "2026-11-20T10:00:00.5+01:00",
        "2026-11-20T10:00:00",
        "2026-11-20 10:00:00Z",
        "1999-11-20T10:00:00Z",
        "now",
        ""
    )]
    public void Fields_of_a_BudgetException(string field, params string[] values) =>
        Agree(
            Property(Spec(Crd.BudgetException), field),
            values,
            value =>
                BudgetExceptionValidator.Validate(
                    WrittenException.With($"{field}: {Quoted(value)}")
                )
        );
}
