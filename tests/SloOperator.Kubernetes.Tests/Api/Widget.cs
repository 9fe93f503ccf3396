using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

/// <summary>The kind these tests read and write.</summary>
internal sealed record Widget : IKubernetesObject
{
    public static ResourceDefinition<Widget> Definition { get; } =
        new("shop.example", "v1", "Widget", "widgets", Namespaced: true, WidgetJson.Default.Widget);

    public string? ApiVersion { get; init; } = "shop.example/v1";

    public string? Kind { get; init; } = "Widget";

    public ObjectMeta Metadata { get; init; } = new();

    public WidgetSpec? Spec { get; init; }

    public static Widget Named(string name) =>
        new()
        {
            Metadata = new ObjectMeta { Namespace = "ns", Name = name },
        };

    public static string Json(string name, int version, int size = 1, string? uid = null) =>
        $$$"""{"metadata":{"namespace":"ns","name":"{{{name}}}","uid":"{{{uid ?? name}}}","resourceVersion":"{{{version}}}"},"spec":{"size":{{{size}}}}}""";

    /// <summary>Its size is a word.</summary>
    public static string Odd(string name, int version) =>
        $$$"""{"metadata":{"namespace":"ns","name":"{{{name}}}","uid":"{{{name}}}","resourceVersion":"{{{version}}}"},"spec":{"size":"huge"}}""";

    public static string Event(string type, string widget) =>
        $$"""{"type":"{{type}}","object":{{widget}}}""" + "\n";

    public static string Bookmark(int version) =>
        Event(
            "BOOKMARK",
            $$$"""{"kind":"Widget","metadata":{"resourceVersion":"{{{version}}}"}}"""
        );

    public static string Error(int code, string reason) =>
        Event(
            "ERROR",
            $$"""{"kind":"Status","code":{{code}},"reason":"{{reason}}","message":"no"}"""
        );
}

internal sealed record WidgetSpec
{
    public int Size { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<WidgetPart>? Parts { get; init; }
}

internal sealed record WidgetPart
{
    public required string Label
    {
        get;
        init => field = value is "forbidden" ? throw new FormatException("forbidden") : value;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Widget))]
internal sealed partial class WidgetJson : JsonSerializerContext;
