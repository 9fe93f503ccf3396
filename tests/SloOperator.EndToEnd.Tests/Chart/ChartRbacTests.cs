using SloOperator.EndToEnd.Tests.Fixtures;

namespace SloOperator.EndToEnd.Tests.Chart;

public sealed class ChartRbacTests
{
    private static readonly string[] Rising = ["escalate", "bind", "impersonate"];

    public static TheoryData<string> Features => ChartFeatures.All;

    [Theory]
    [MemberData(nameof(Features))]
    public async Task No_rule_has_a_wildcard_or_lets_rights_grow(string values)
    {
        RenderedChart chart = await ChartRenderer.RenderAsync(values);

        IEnumerable<string> rules = chart.OfKind("Role", "ClusterRole").SelectMany(Lines);
        rules.Where(line => line.Contains('*', StringComparison.Ordinal)).ShouldBeEmpty();
        rules.Where(line => Rising.Any(line.Contains)).ShouldBeEmpty();
        rules.Where(line => line.Contains("rbac.", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Secrets_are_read_in_the_operators_namespace_only_and_never_listed(
        string values
    )
    {
        RenderedChart chart = await ChartRenderer.RenderAsync(values);
        bool MindsSecrets(ChartRule rule) => rule.Resources.Contains("secrets");

        chart.OfKind("ClusterRole").Where(role => role.Rules.Any(MindsSecrets)).ShouldBeEmpty();
        ChartObject[] roles = [.. chart.OfKind("Role").Where(role => role.Rules.Any(MindsSecrets))];
        roles.ShouldAllBe(role => role.Namespace == ChartRenderer.Namespace);
        roles
            .SelectMany(role => role.Rules.Where(MindsSecrets))
            .SelectMany(rule => rule.Verbs)
            .ShouldBeSubsetOf(["get", "create", "update"]);
    }

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Every_binding_binds_a_role_of_the_chart_to_the_operator(string values)
    {
        RenderedChart chart = await ChartRenderer.RenderAsync(values);
        string account = chart.Only("Deployment").PodSpec["serviceAccountName"]!.GetValue<string>();

        foreach (ChartObject binding in chart.OfKind("RoleBinding", "ClusterRoleBinding"))
        {
            string role = $"{binding.Json["roleRef"]!["kind"]} {binding.Json["roleRef"]!["name"]}";
            chart.Objects.Select(one => one.ToString()).ShouldContain(role);
            string subject = binding.Json["subjects"]!
                .AsArray()
                .ShouldHaveSingleItem()!
                .ToJsonString();
            subject.ShouldBe(
                $$"""{"kind":"ServiceAccount","name":"{{account}}","namespace":"slo-system"}"""
            );
        }
    }

    [Theory]
    [InlineData("default")]
    [InlineData("namespaces")]
    [InlineData("everything")]
    public async Task Rights_are_those_of_the_snapshot(string values)
    {
        RenderedChart chart = await ChartRenderer.RenderAsync(values);
        string file = RepositoryRoot.File(
            "tests",
            "SloOperator.EndToEnd.Tests",
            "Chart",
            "Rights",
            values + ".txt"
        );

        IReadOnlyList<string> found = Write(chart);
        found.ShouldBe(
            await File.ReadAllLinesAsync(file),
            $"When that is meant, {file} becomes:\n{string.Join('\n', found)}\n"
        );
    }

    private static string[] Write(RenderedChart chart) =>
        [
            .. chart
                .OfKind("ClusterRole", "Role")
                .SelectMany(role => Lines(role).Select(line => "  " + line).Prepend(Place(role))),
            .. chart
                .OfKind("ClusterRoleBinding", "RoleBinding")
                .Select(one =>
                    $"{Place(one)} -> {one.Json["roleRef"]!["kind"]} {one.Json["roleRef"]!["name"]}"
                ),
        ];

    private static string Place(ChartObject one) =>
        one.Namespace is { } ns ? $"{one.Kind} {ns}/{one.Name}" : $"{one.Kind} {one.Name}";

    private static IEnumerable<string> Lines(ChartObject role) =>
        role.Rules.SelectMany(rule => rule.Lines());
}
