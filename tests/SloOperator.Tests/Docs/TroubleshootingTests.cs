using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Exceptions;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using SloOperator.Tests.Architecture;
using SloOperator.Tests.Resources;

namespace SloOperator.Tests.Docs;

/// <summary>docs/troubleshooting.md has each word that the program can say of an object, and no other.</summary>
public sealed partial class TroubleshootingTests
{
    private const string Conditions = "Conditions";

    private static readonly MarkdownPage Page = MarkdownPage.Read("troubleshooting.md");

    private static readonly string[] Reasons =
    [
        .. Constants(typeof(ConditionReasons)),
        .. Constants(typeof(GateReasons)).Except(Constants(typeof(ConditionReasons))),
    ];

    /// <summary>Where the code sets the conditions of a kind; what the gate decides is another's.</summary>
    private static readonly (string Kind, string[] Files)[] Setters =
    [
        ("TeamSLO", ["TeamSloConditions.cs", "Policy/PolicyConditions.cs"]),
        ("OnCallPolicy", ["OnCall/OnCallConditions.cs", "Policy/PolicyConditions.cs"]),
        ("PrometheusEndpoint", ["PrometheusEndpointReconciler.cs"]),
        ("ErrorBudgetPolicy", ["Finding.cs"]),
        ("TicketSink", ["Finding.cs", "Tickets/SinkVetting.cs"]),
        ("BudgetException", ["Exceptions/ExceptionStatusBuilder.cs"]),
    ];

    public static TheoryData<string> Kinds => [.. Setters.Select(setter => setter.Kind)];

    [Fact]
    public void Every_reason_stands_under_a_condition_an_answer_or_an_event_and_no_other_does() =>
        ConditionRows()
            .Select(row => row.Code)
            .Concat(Words("Gate answers"))
            .Concat(Words("Events"))
            .Concat(Words("Audit log"))
            .Distinct()
            .ShouldBe(Reasons, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_condition_of_a_kind_has_its_table_and_no_other(string kind) =>
        SectionsOf(kind)
            .Select(section => section.Type)
            .ShouldBe(ConditionTypesOf(kind), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_tables_of_a_kind_have_the_reasons_that_its_code_sets(string kind) =>
        SectionsOf(kind)
            .Where(section => section.Type != ConditionTypes.DeployAllowed)
            .SelectMany(section => Words(section.Heading))
            .Distinct()
            .ShouldBe(
                Setters.Single(setter => setter.Kind == kind).Files.SelectMany(Named).Distinct(),
                ignoreOrder: true
            );

    [Fact]
    public void What_a_gate_says_stands_under_its_condition_or_its_answers()
    {
        string[] condition = [.. Words("DeployAllowed of TeamSLO")];
        string[] answers = [.. Words("Gate answers")];

        condition.Intersect(answers).ShouldBeEmpty();
        condition
            .Concat(answers)
            .ShouldBe(
                Constants(typeof(GateReasons)).Append(ConditionReasons.InvalidSpec),
                ignoreOrder: true
            );
    }

    [Fact]
    public void No_row_leaves_out_what_to_look_at_or_to_change() =>
        ConditionRows()
            .Where(row => row.Cells.Count != 5 || row.Cells.Any(string.IsNullOrEmpty))
            .ShouldBeEmpty();

    [Fact]
    public void Verdicts_phases_and_causes_are_the_programs()
    {
        Words("Verdicts").ShouldBe(Enum.GetNames<Verdict>(), ignoreOrder: true);
        Words("Exceptions").ShouldBe(Enum.GetNames<ExceptionPhase>(), ignoreOrder: true);
        Words("Tickets")
            .ShouldBe(
                Enum.GetNames<TicketPhase>().Concat(Enum.GetNames<TicketCause>()),
                ignoreOrder: true
            );
    }

    [Fact]
    public void Exit_codes_are_those_of_every_command()
    {
        Words("Exit codes")
            .ShouldBe(
                CommandLine.Create().Subcommands.Select(command => command.Name),
                ignoreOrder: true
            );
        Page.Lines.ShouldContain(
            $"| command | {string.Join(" | ", Codes().Distinct().Order())} |",
            "the head of the table of exit codes"
        );
    }

    private static IEnumerable<int> Codes() =>
        Fields(typeof(ExitCodes)).Select(field => (int)field.GetRawConstantValue()!);

    private static IEnumerable<string> Words(string heading) =>
        Page.RowsUnder(heading).Select(row => row.Code);

    private static IEnumerable<TableRow> ConditionRows() =>
        Sections().SelectMany(section => Page.RowsUnder(section.Heading));

    private static IEnumerable<(string Heading, string Type)> SectionsOf(string kind) =>
        Sections()
            .Where(section => section.Kinds.Contains(kind))
            .SelectMany(section => section.Types.Select(type => (section.Heading, type)));

    /// <summary>Headings such as "LoadWithinLimit, OffHoursWithinLimit of OnCallPolicy".</summary>
    private static IEnumerable<(string Heading, string[] Types, string[] Kinds)> Sections()
    {
        Page.Headings.ShouldContain(Conditions);
        return Page
            .Headings.Select(heading => Section().Match(heading))
            .Where(found => found.Success)
            .Select(found =>
                (
                    found.Value,
                    found.Groups["types"].Value.Split(", "),
                    found.Groups["kinds"].Value.Split(", ")
                )
            );
    }

    /// <summary>As the schema describes the condition's field.</summary>
    private static IEnumerable<string> ConditionTypesOf(string kind)
    {
        JsonElement schema = kind switch
        {
            "TeamSLO" => Crd.TeamSlo,
            "OnCallPolicy" => Crd.OnCallPolicy,
            "PrometheusEndpoint" => Crd.PrometheusEndpoint,
            "ErrorBudgetPolicy" => Crd.ErrorBudgetPolicy,
            "TicketSink" => Crd.TicketSink,
            _ => Crd.BudgetException,
        };
        string description = Crd.Walk(schema, "")
            .Single(field => field.Path == ".status.conditions[].type")
            .Schema.GetProperty("description")
            .GetString()!;
        return Word().Matches(description).Select(word => word.Value);
    }

    private static IEnumerable<string> Named(string file) =>
        ReasonConstant()
            .Matches(
                File.ReadAllText(
                    Path.Combine(SourceTree.Root, "operator", "SloOperator", "Controllers", file)
                )
            )
            .Select(match => match.Groups["name"].Value);

    private static string[] Constants(Type type) =>
        [.. Fields(type).Select(field => (string)field.GetRawConstantValue()!)];

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral);

    [GeneratedRegex(
        @"^(?<types>\w+(, \w+)*) of (?<kinds>\w+(, \w+)*)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Section();

    [GeneratedRegex(@"\bConditionReasons\.(?<name>\w+)")]
    private static partial Regex ReasonConstant();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();
}
