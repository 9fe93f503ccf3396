using System.Text;
using System.Text.Json;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Store;

namespace SloOperator.Tests.Resources;

/// <summary>Resources as users write them: YAML, read as strictly as files are.</summary>
internal static class Written
{
    public const string Objective = """
        name: availability
        target: "99.9"
        indicator: {events: {errors: 'e_total{app="a"}', total: 't_total{app="a"}'}}
        """;

    public static TeamSlo Slo(string spec, string ns = "shop") =>
        Read(ManifestKinds.TeamSlo, spec, ns);

    /// <summary>A usable TeamSLO but for what is given of its objective.</summary>
    public static TeamSlo SloOf(string objective) =>
        Slo(
            $"team: a\nservice: s\nobjectives:\n- {objective.Replace("\n", "\n  ", StringComparison.Ordinal)}"
        );

    /// <summary>A usable TeamSLO and what is given beside its objective.</summary>
    public static TeamSlo SloWith(string fields) =>
        Slo(
            $"team: a\nservice: s\n{fields}\nobjectives:\n- {Objective.Replace("\n", "\n  ", StringComparison.Ordinal)}"
        );

    public static OnCallPolicy Policy(string spec, string ns = "shop") =>
        Read(ManifestKinds.OnCallPolicy, spec, ns);

    public static PrometheusEndpoint Endpoint(string spec, string name = "default") =>
        Read(ManifestKinds.PrometheusEndpoint, spec, ns: null, name);

    public static JsonDocument Json(string yaml) =>
        JsonDocument.Parse(
            ManifestReader.Parse("x.yaml", Encoding.UTF8.GetBytes(yaml)).Documents.Single().Json
        );

    private static T Read<T>(
        ResourceDefinition<T> definition,
        string spec,
        string? ns,
        string name = "checkout"
    )
        where T : class, IKubernetesObject
    {
        string place = ns is null ? "" : $", namespace: {ns}";
        string indented = spec.Replace("\n", "\n  ", StringComparison.Ordinal);
        using JsonDocument json = Json(
            $"apiVersion: {definition.ApiVersion}\nkind: {definition.Kind}\nmetadata: {{name: {name}{place}}}\nspec:\n  {indented}\n"
        );
        return json.Deserialize(definition.TypeInfo)!;
    }
}
