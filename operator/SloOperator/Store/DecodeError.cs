using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SloOperator.Store;

/// <summary>Says in the author's terms what the serializer found: the field's path first, as in every other problem of a spec.</summary>
internal static partial class DecodeError
{
    private const int LongestPath = 200;
    private const int LongestValue = 80;

    public static string Describe(JsonException error, JsonNode root)
    {
        string path = PathOf(error);
        JsonNode? found = At(root, path);
        string what =
            IsUnknownField(error) ? "unknown field"
            : error.Message.Contains(
                "missing required properties including:",
                StringComparison.Ordinal
            )
                ? Missing(error.Message)
            : WantsText(error)
            && found?.GetValueKind()
                is JsonValueKind.Number
                    or JsonValueKind.True
                    or JsonValueKind.False
                ? $"must be a quoted text: write \"{Show(found)}\", not {Show(found)}"
            : $"found {Name(found)}, which is not what belongs here";
        return path.Length == 0 ? what : $"{Excerpt.Of(path, LongestPath)}: {what}";
    }

    /// <summary>The field that the type does not know, by its mapping and name; null for any other error.</summary>
    public static (JsonObject Parent, string Name)? FindUnknownField(
        JsonException error,
        JsonNode root
    )
    {
        string path = PathOf(error);
        int end = path.LastIndexOf('.');
        string name = path[(end + 1)..];
        return
            IsUnknownField(error)
            && At(root, path[..Math.Max(end, 0)]) is JsonObject parent
            && parent.ContainsKey(name)
            ? (parent, name)
            : null;
    }

    private static string PathOf(JsonException error) =>
        (error.Path ?? "$").TrimStart('$').TrimStart('.');

    private static bool IsUnknownField(JsonException error) =>
        error.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal);

    /// <summary>The outer message names the object's type, the inner one the token.</summary>
    private static bool WantsText(JsonException error) =>
        error.Message.Contains("System.String", StringComparison.Ordinal)
        || error.InnerException?.Message.EndsWith("as a string.", StringComparison.Ordinal) == true;

    /// <summary>The type's name stands in quotes before the colon, the names of what is missing after it.</summary>
    private static string Missing(string message) =>
        "missing: "
        + string.Join(
            ", ",
            Quoted()
                .Matches(message[message.IndexOf("including:", StringComparison.Ordinal)..])
                .Select(match => match.Groups["name"].Value)
        );

    private static string Name(JsonNode? node) =>
        node switch
        {
            null => "nothing",
            JsonObject => "a mapping",
            JsonArray => "a list",
            _ => Show(node),
        };

    private static string Show(JsonNode node) => Excerpt.Of(node.ToJsonString(), LongestValue);

    /// <summary>Null where the path cannot be followed, as with keys that hold dots.</summary>
    private static JsonNode? At(JsonNode? node, string path)
    {
        foreach (
            string step in path.Replace("[", ".[", StringComparison.Ordinal)
                .Split('.', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            node = node switch
            {
                JsonObject mapping => mapping[step],
                JsonArray array
                    when int.TryParse(step.Trim('[', ']'), out int index) && index < array.Count =>
                    array[index],
                _ => null,
            };
        }

        return node;
    }

    [GeneratedRegex(
        "'(?<name>[^']+)'",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Quoted();
}
