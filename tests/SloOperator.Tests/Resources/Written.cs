using System.Text;
using System.Text.Json;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;
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

    public static ErrorBudgetPolicy BudgetPolicy(string spec, string name = "tier-1") =>
        Read(ManifestKinds.ErrorBudgetPolicy, spec, ns: null, name);

    public static TicketSink Sink(string spec, string name = "issues") =>
        Read(ManifestKinds.TicketSink, spec, ns: null, name);

    public static BudgetException Exception(string spec, string name = "night") =>
        Read(ManifestKinds.BudgetException, spec, ns: "shop", name);

    /// <summary>Fields of a spec, of which those given take the place of those of their names; "name:" alone takes one away.</summary>
    public static string Fields(IEnumerable<string> usual, params ReadOnlySpan<string> others)
    {
        Dictionary<string, string> spec = usual.ToDictionary(
            field => field.Split(':', 2)[0],
            StringComparer.Ordinal
        );
        foreach (string field in others)
        {
            string[] parts = field.Split(':', 2);
            spec[parts[0]] = field;
            if (parts[1].Length == 0)
            {
                spec.Remove(parts[0]);
            }
        }

        return string.Join('\n', spec.Values);
    }

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
