using System.Text.Json;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;
using static SloOperator.Tests.Resources.SchemaAgreement;

namespace SloOperator.Tests.Resources.Tickets;

/// <summary>What the schema of TicketSink says, the operator says too.</summary>
public sealed class TicketSinkSchemaTests
{
    private static readonly string[] Usual =
    [
        "type: Jira",
        "url: https://jira.example.com",
        "project: PAY",
        "secret: s",
    ];

    /// <summary>The rule, fields that break it, and where the operator reports that.</summary>
    private static readonly (string Rule, string[] Fields, string Path)[] Twins =
    [
        ("has(self.url) || !(self.type in ['Jira', 'Webhook'])", ["url:"], "url"),
        ("has(self.project) == (self.type != 'Webhook')", ["type: Webhook"], "project"),
        (
            "self.type != 'GitHub' || !has(self.project) || self.project.matches('^[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*$')",
            ["type: GitHub", "project: a/.."],
            "project"
        ),
        (
            "self.type != 'GitLab' || !has(self.project) || self.project.matches('^([0-9]+|[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+)$')",
            ["type: GitLab", "project: a/../b"],
            "project"
        ),
        (
            "self.type != 'Jira' || !has(self.project) || self.project.matches('^[A-Z][A-Z0-9_]+$')",
            ["project: pay"],
            "project"
        ),
        (
            "self.type != 'Slack' || !has(self.project) || self.project.matches('^(#?[a-z0-9][a-z0-9_-]*|[CG][A-Z0-9]+)$')",
            ["type: Slack", "project: a b"],
            "project"
        ),
        (
            "self.type == 'Jira' || !has(self.issueType)",
            ["type: GitLab", "project: '1'", "issueType: Bug"],
            "issueType"
        ),
        (
            "self.type == 'Jira' || !has(self.closeTransition)",
            ["type: GitLab", "project: '1'", "closeTransition: Done"],
            "closeTransition"
        ),
    ];

    public static TheoryData<string> Rules => [.. Twins.Select(twin => twin.Rule)];

    [Fact]
    public void Every_rule_of_the_schema_is_in_this_table() =>
        RulesOf(Crd.TicketSink).ShouldBe(Twins.Select(twin => ("", twin.Rule)), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_breaks_a_rule_is_a_problem_for_the_operator_too(string rule)
    {
        (_, string[] fields, string path) = Twins.Single(twin => twin.Rule == rule);

        Judge(fields).Select(problem => problem.Path).ShouldBe([$"spec.{path}"]);
    }

    [Theory]
    [InlineData(
        "url",
        "https://p",
        "https://p:1/a/b/",
        "https://",
        "ftp://p",
        "https://u@p",
        "https://p?a",
        "https://p#a",
        "https://a b",
        "https://a\\b"
    )]
    [InlineData("secret", "a", "a.b", "A", "", "253 long", "254 long")]
    [InlineData("issueType", "Bug", "Sub task", " a", "a ", "a\tb", "", "60 long", "61 long")]
    [InlineData("closeTransition", "Won't do", "", "60 long", "61 long")]
    public void Fields_of_a_TicketSink(string field, params string[] values) =>
        Agree(
            Property(Spec(Crd.TicketSink), field),
            values,
            value => Judge($"{field}: {Quoted(value)}")
        );

    [Theory]
    [InlineData("slo", "team:a", "a/b", "a b", "a,b", "", "50 long", "51 long")]
    public void Labels(params string[] values) =>
        Agree(
            Property(Spec(Crd.TicketSink), "labels").GetProperty("items"),
            values,
            value => Judge($"labels: [{Quoted(value)}]")
        );

    [Theory]
    [InlineData("perMinute", 0, 1, 1000, 1001)]
    [InlineData("perHour", 0, 1, 60000, 60001)]
    public void Rate_limits(string field, params int[] values)
    {
        JsonElement schema = Property(Property(Spec(Crd.TicketSink), "rateLimit"), field);
        foreach (int value in values)
        {
            bool admits =
                value >= schema.GetProperty("minimum").GetInt32()
                && value <= schema.GetProperty("maximum").GetInt32();

            (Judge($"rateLimit: {{{field}: {value}}}").Count == 0).ShouldBe(admits, $"{value}");
        }
    }

    [Theory]
    [InlineData("assignee", "ann", "ann@example.com", "a b", "@", "", "128 long", "129 long")]
    [InlineData("sink", "a", "a.b", "A", "")]
    public void Ticketing_of_a_TeamSLO(string field, params string[] values) =>
        Agree(
            Property(Property(Spec(Crd.TeamSlo), "ticketing"), field),
            values,
            value =>
                TeamSloValidator.Validate(
                    Written.SloWith($"ticketing: {{{field}: {Quoted(value)}}}")
                )
        );

    private static IReadOnlyList<Problem> Judge(params string[] fields) =>
        TicketSinkValidator.Validate(
            Written.Sink(Written.Fields(Usual, fields)),
            allowPrivate: false
        );
}
