using System.Text.Json.Nodes;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Soak.Following;

namespace SloOperator.Soak.Kinds;

/// <summary>A built-in kind, ours, one of all namespaces, and one that the server knows no schema of.</summary>
internal static class SoakKinds
{
    /// <summary>The label value of the series that TeamSLOs ask for.</summary>
    public const string App = "soak";

    public const string WidgetDefinition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: widgets.soak.slo-operator.dev
        spec:
          group: soak.slo-operator.dev
          scope: Namespaced
          names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """;

    public static readonly SoakKind ConfigMap = Plain(
        ("", "v1", "ConfigMap", "configmaps"),
        value => new JsonObject { ["value"] = value }
    );

    public static readonly SoakKind Widget = Plain(
        ("soak.slo-operator.dev", "v1", "Widget", "widgets"),
        value => new JsonObject
        {
            ["value"] = value,
            ["nested"] = new JsonObject { ["text"] = $"größer \"{value}\" 🚀\n" },
        }
    );

    public static readonly SoakKind TeamSlo = Typed(
        ResourceKinds.TeamSlo,
        value => new JsonObject
        {
            ["team"] = "soak",
            ["service"] = "soak",
            ["description"] = value,
            ["objectives"] = new JsonArray(Objective()),
        }
    );

    public static readonly SoakKind PrometheusEndpoint = Typed(
        ResourceKinds.PrometheusEndpoint,
        value => new JsonObject { ["url"] = $"http://127.0.0.1:9/{value}" }
    );

    public static readonly IReadOnlyList<SoakKind> All =
    [
        ConfigMap,
        TeamSlo,
        PrometheusEndpoint,
        Widget,
    ];

    private static SoakKind Plain(
        (string Group, string Version, string Kind, string Plural) names,
        Func<string, JsonObject> body
    )
    {
        ResourceDefinition<PlainObject> definition = new(
            names.Group,
            names.Version,
            names.Kind,
            names.Plural,
            Namespaced: true,
            PlainJson.Default.PlainObject
        );
        return new SoakKind(
            definition,
            body,
            options => new Follower<PlainObject>(definition, options)
        );
    }

    private static SoakKind Typed<T>(
        ResourceDefinition<T> definition,
        Func<string, JsonObject> body
    )
        where T : class, IKubernetesObject =>
        new(
            new ResourceDefinition<PlainObject>(
                definition.Group,
                definition.Version,
                definition.Kind,
                definition.Plural,
                definition.Namespaced,
                PlainJson.Default.PlainObject
            ),
            body,
            options => new Follower<T>(definition, options)
        );

    private static JsonObject Objective() =>
        new()
        {
            ["name"] = "availability",
            ["target"] = "99",
            ["indicator"] = new JsonObject
            {
                ["events"] = new JsonObject
                {
                    ["errors"] = $$"""http_requests_total{app="{{App}}",code=~"5.."}""",
                    ["total"] = $$"""http_requests_total{app="{{App}}"}""",
                },
            },
        };
}
