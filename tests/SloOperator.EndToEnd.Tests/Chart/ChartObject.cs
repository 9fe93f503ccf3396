using System.Text.Json.Nodes;

namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>One rendered object.</summary>
internal sealed record ChartObject(JsonObject Json)
{
    public string Kind => Text(Json["kind"]);

    public string Group => Text(Json["apiVersion"]).Split('/') is [var group, _] ? group : "";

    public string Name => Text(Json["metadata"]!["name"]);

    public string? Namespace => Json["metadata"]!["namespace"]?.GetValue<string>();

    public JsonObject Spec => Json["spec"]!.AsObject();

    public IEnumerable<ChartRule> Rules =>
        List(Json["rules"])
            .Select(rule => new ChartRule(
                Texts(rule!["apiGroups"]),
                Texts(rule["resources"]),
                Texts(rule["resourceNames"]),
                Texts(rule["verbs"])
            ));

    /// <summary>Of a pod or of what makes pods.</summary>
    public JsonObject PodSpec => Spec["template"]!["spec"]!.AsObject();

    public JsonObject Container =>
        PodSpec["containers"]!.AsArray().ShouldHaveSingleItem()!.AsObject();

    public override string ToString() => $"{Kind} {Name}";

    public static IReadOnlyList<string> Texts(JsonNode? list) => [.. List(list).Select(Text)];

    public static IEnumerable<JsonNode?> List(JsonNode? list) => list?.AsArray() ?? [];

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
