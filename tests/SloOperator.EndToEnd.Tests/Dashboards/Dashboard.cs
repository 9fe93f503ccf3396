using System.Text.Json.Nodes;
using SloOperator.EndToEnd.Tests.Fixtures;

namespace SloOperator.EndToEnd.Tests.Dashboards;

/// <summary>A dashboard of the chart, as Grafana would read it.</summary>
internal sealed record Dashboard(string Name, JsonObject Json)
{
    public static readonly IReadOnlyList<string> Names = ["managers", "engineers"];

    public string Uid => Json["uid"]!.GetValue<string>();

    /// <summary>Those that show something: rows are not among them.</summary>
    public IReadOnlyList<DashboardPanel> Panels => [.. All.Where(panel => panel.Type is not "row")];

    /// <summary>With the rows.</summary>
    public IReadOnlyList<DashboardPanel> All =>
        [.. Json["panels"]!.AsArray().Select(panel => new DashboardPanel(panel!.AsObject()))];

    public IReadOnlyDictionary<string, string> Variables =>
        Json["templating"]!["list"]!
            .AsArray()
            .ToDictionary(
                variable => variable!["name"]!.GetValue<string>(),
                variable =>
                    variable!["query"] switch
                    {
                        JsonObject query => query["query"]!.GetValue<string>(),
                        var plain => plain!.GetValue<string>(),
                    }
            );

    public static Dashboard Read(string name) =>
        new(
            name,
            JsonNode
                .Parse(
                    File.ReadAllText(
                        RepositoryRoot.File("charts", "slo-operator", "dashboards", name + ".json")
                    )
                )!
                .AsObject()
        );
}
