using System.Text.Json.Nodes;

namespace SloOperator.Soak.Following;

/// <summary>JSON as a text that is the same for the same values, in whatever order they were written.</summary>
internal static class Canonical
{
    /// <summary>Of the spec or the data of a whole object.</summary>
    public static string Contents(JsonNode whole) =>
        Order(whole["spec"] ?? whole["data"])?.ToJsonString() ?? "nothing";

    private static JsonNode? Order(JsonNode? node) =>
        node switch
        {
            JsonObject entries => new JsonObject(
                entries
                    .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => KeyValuePair.Create(entry.Key, Order(entry.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Order)]),
            null => null,
            _ => node.DeepClone(),
        };
}
