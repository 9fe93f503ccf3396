using System.Text.Json;
using SloOperator.Store;

namespace SloOperator.Tests.Resources;

/// <summary>The files of crds/ as the API server reads them.</summary>
internal static class Crd
{
    public static string Folder { get; } = FindFolder();

    public static JsonElement TeamSlo { get; } = Schema("teamslos.yaml");

    public static JsonElement OnCallPolicy { get; } = Schema("oncallpolicies.yaml");

    public static JsonElement ErrorBudgetPolicy { get; } = Schema("errorbudgetpolicies.yaml");

    public static JsonElement ReliabilityTicket { get; } = Schema("reliabilitytickets.yaml");

    public static JsonElement TicketSink { get; } = Schema("ticketsinks.yaml");

    public static JsonElement BudgetException { get; } = Schema("budgetexceptions.yaml");

    public static JsonElement PrometheusEndpoint { get; } = Schema("prometheusendpoints.yaml");

    public static JsonElement Definition(string file)
    {
        ManifestContents contents = ManifestReader.Read(Path.Combine(Folder, file));
        contents.Problems.ShouldBeEmpty();
        return JsonDocument.Parse(contents.Documents.Single().Json).RootElement;
    }

    /// <summary>Every schema below and its path; items and values of maps are named by [].</summary>
    public static IEnumerable<(string Path, JsonElement Schema)> Walk(
        JsonElement schema,
        string path
    )
    {
        yield return (path, schema);
        foreach (
            (string below, JsonElement child) in Children(schema, path)
                .SelectMany(each => Walk(each.Schema, each.Path))
        )
        {
            yield return (below, child);
        }
    }

    private static IEnumerable<(string Path, JsonElement Schema)> Children(
        JsonElement schema,
        string path
    )
    {
        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                yield return ($"{path}.{property.Name}", property.Value);
            }
        }

        if (
            schema.TryGetProperty("items", out JsonElement each)
            || schema.TryGetProperty("additionalProperties", out each)
        )
        {
            yield return ($"{path}[]", each);
        }
    }

    private static JsonElement Schema(string file) =>
        Definition(file)
            .GetProperty("spec")
            .GetProperty("versions")[0]
            .GetProperty("schema")
            .GetProperty("openAPIV3Schema");

    private static string FindFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SloOperator.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.ShouldNotBeNull().FullName, "crds");
    }
}
