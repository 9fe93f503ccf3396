using System.Text.Json;
using SloOperator.Tests.Cli;
using SloOperator.Tests.Resources;

namespace SloOperator.Tests.Docs;

/// <summary>The pages of docs/resources name the fields that there are, with the schemas' defaults, and show what the operator takes.</summary>
public sealed class ResourcePageTests : CliScenario
{
    private static readonly (string Kind, string File)[] Kinds =
    [
        ("TeamSLO", "teamslos.yaml"),
        ("OnCallPolicy", "oncallpolicies.yaml"),
        ("PrometheusEndpoint", "prometheusendpoints.yaml"),
        ("ErrorBudgetPolicy", "errorbudgetpolicies.yaml"),
        ("BudgetException", "budgetexceptions.yaml"),
        ("TicketSink", "ticketsinks.yaml"),
        ("ReliabilityTicket", "reliabilitytickets.yaml"),
    ];

    public static TheoryData<string> Pages => [.. Kinds.Select(kind => kind.Kind)];

    [Fact]
    public void Every_definition_has_a_page_and_the_index_links_each()
    {
        Kinds
            .Select(kind => kind.File)
            .ShouldBe(
                Directory.GetFiles(Crd.Folder, "*.yaml").Select(Path.GetFileName),
                ignoreOrder: true
            );
        string index = string.Join('\n', MarkdownPage.Read("resources", "README.md").Lines);
        Kinds.ShouldAllBe(kind =>
            index.Contains($"[{kind.Kind}]({FileOf(kind.Kind)})", StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_field_of_the_schema_has_a_row_and_every_row_a_field(string kind)
    {
        MarkdownPage page = Page(kind);

        page.RowsUnder("Spec")
            .Select(row => row.Code)
            .ShouldBe(Fields(kind, "spec").Select(field => field.Path), ignoreOrder: true);
        page.RowsUnder("Status")
            .Select(row => row.Code)
            .ShouldBe(Fields(kind, "status").Select(field => field.Path), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_is_refused_is_refused_at_a_field_that_there_is(string kind) =>
        Page(kind)
            .RowsUnder("Refused")
            .Select(row => row.Code)
            .Except(Fields(kind, "spec").Select(field => field.Path).Append("spec"))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Pages))]
    public void No_cell_is_empty_and_all_tables_have_the_same_columns(string kind) =>
        Page(kind)
            .Rows.Where(row =>
                row.Cells.Count != ColumnsUnder(row.Heading) || row.Cells.Any(string.IsNullOrEmpty)
            )
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Defaults_are_the_schemas(string kind)
    {
        Dictionary<string, string> written = Page(kind)
            .RowsUnder("Spec")
            .ToDictionary(row => row.Code, row => row.Cells[2], StringComparer.Ordinal);

        Fields(kind, "spec")
            .Where(field =>
                DefaultOf(field) is { } fixedOne
                && written.GetValueOrDefault(field.Path) != fixedOne
            )
            .Select(field => $"{field.Path}: {written.GetValueOrDefault(field.Path)}")
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Columns_are_those_that_kubectl_prints(string kind) =>
        Page(kind)
            .RowsUnder("Columns")
            .Select(row => row.Cells[0])
            .ShouldBe(
                Version(kind)
                    .GetProperty("additionalPrinterColumns")
                    .EnumerateArray()
                    .Select(column =>
                        $"`{column.GetProperty("name").GetString()!.ToUpperInvariant()}`"
                        + (column.TryGetProperty("priority", out _) ? " (wide)" : "")
                    )
            );

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Examples_are_valid_and_of_the_kind(string kind)
    {
        string[] examples = [.. Page(kind).Blocks("yaml")];
        examples.ShouldNotBeEmpty();
        examples.ShouldAllBe(example =>
            example.Contains($"\nkind: {kind}\n", StringComparison.Ordinal)
        );
        for (int i = 0; i < examples.Length; i++)
        {
            Folder.Write($"{i}.yaml", examples[i]);
        }

        CliRun run = await RunAsync("validate", "-f", Folder.Root);

        (run.ExitCode, run.Error).ShouldBe((0, ""));
        run.Output.ShouldStartWith($"{examples.Length} object");
    }

    private static MarkdownPage Page(string kind) => MarkdownPage.Read("resources", FileOf(kind));

    private static string FileOf(string kind) => $"{kind.ToLowerInvariant()}.md";

    private static int ColumnsUnder(string heading) =>
        heading switch
        {
            "Spec" => 4,
            "Status" => 3,
            _ => 2,
        };

    private static JsonElement Version(string kind) =>
        Crd.Definition(Kinds.Single(each => each.Kind == kind).File)
            .GetProperty("spec")
            .GetProperty("versions")[0];

    /// <summary>All that have a name: what a list or a map holds is told in the list's own row.</summary>
    private static IEnumerable<(string Path, JsonElement Schema, bool IsRequired)> Fields(
        string kind,
        string part
    )
    {
        JsonElement root = Version(kind)
            .GetProperty("schema")
            .GetProperty("openAPIV3Schema")
            .GetProperty("properties")
            .GetProperty(part);
        (string Path, JsonElement Schema)[] all = [.. Crd.Walk(root, part)];
        HashSet<string> required =
        [
            .. from place in all
            where place.Schema.TryGetProperty("required", out _)
            from name in place.Schema.GetProperty("required").EnumerateArray()
            select $"{place.Path}.{name.GetString()}",
        ];
        return from place in all
            where place.Path != part && !place.Path.EndsWith("[]", StringComparison.Ordinal)
            select (place.Path, place.Schema, required.Contains(place.Path));
    }

    /// <summary>Null: the schema has none, or one that is an object, and the page says in words what it is.</summary>
    private static string? DefaultOf((string Path, JsonElement Schema, bool IsRequired) field) =>
        field.IsRequired ? "required"
        : !field.Schema.TryGetProperty("default", out JsonElement value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => $"`{value.GetString()}`",
            JsonValueKind.Object or JsonValueKind.Array => null,
            _ => $"`{value.GetRawText()}`",
        };
}
