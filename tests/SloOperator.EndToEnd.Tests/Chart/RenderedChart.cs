using System.Text.Json.Nodes;
using SloOperator.Store;

namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>The objects that a chart was rendered to, in its order, and where each came from.</summary>
internal sealed record RenderedChart(string Text, IReadOnlyList<ChartObject> Objects)
{
    public static RenderedChart Parse(string text)
    {
        using YamlReader reader = new(text);
        List<ChartObject> objects = [];
        while (reader.ReadDocument())
        {
            if (reader.Root is JsonObject root)
            {
                objects.Add(new ChartObject(root));
            }
        }

        return new RenderedChart(text, objects);
    }

    public IEnumerable<ChartObject> OfKind(params string[] kinds) =>
        Objects.Where(one => kinds.Contains(one.Kind));

    public ChartObject Only(string kind) => OfKind(kind).ShouldHaveSingleItem();

    /// <summary>The ConfigMap of log levels.</summary>
    public ChartObject Levels =>
        OfKind("ConfigMap")
            .Where(map => map.Name.EndsWith("-logging", StringComparison.Ordinal))
            .ShouldHaveSingleItem();

    /// <summary>As a manifest of these objects alone.</summary>
    public static string Manifest(IEnumerable<ChartObject> objects) =>
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "List",
            ["items"] = new JsonArray([.. objects.Select(one => one.Json.DeepClone())]),
        }.ToJsonString();
}
