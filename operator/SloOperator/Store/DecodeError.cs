using System.Text.Json;
using System.Text.Json.Nodes;

namespace SloOperator.Store;

/// <summary>Says in the author's terms what the serializer found: the field's path first, as in every other problem of a spec.</summary>
internal static class DecodeError
{
    public static string Describe(JsonException error, JsonNode root)
    {
        string path = (error.Path ?? "$").TrimStart('$').TrimStart('.');
        JsonNode? found = At(root, path);
        string what =
            error.Message.Contains(
                "could not be mapped to any .NET member",
                StringComparison.Ordinal
            )
                ? "unknown field"
            : error.Message.Contains("missing required properties", StringComparison.Ordinal)
                ? Missing(error.Message)
            : WantsText(error)
            && found?.GetValueKind()
                is JsonValueKind.Number
                    or JsonValueKind.True
                    or JsonValueKind.False
                ? $"must be a quoted text: write \"{found.ToJsonString()}\", not {found.ToJsonString()}"
            : $"found {Name(found)}, which is not what belongs here";
        return path.Length == 0 ? what : $"{path}: {what}";
    }

    /// <summary>The outer message names the object's type, the inner one the token.</summary>
    private static bool WantsText(JsonException error) =>
        error.Message.Contains("System.String", StringComparison.Ordinal)
        || error.InnerException?.Message.EndsWith("as a string.", StringComparison.Ordinal) == true;

    /// <summary>The serializer ends its list of names with a full stop and the place.</summary>
    private static string Missing(string message)
    {
        string names = message[
            (
                message.LastIndexOf(
                    ": ",
                    message.IndexOf(" Path:", StringComparison.Ordinal) is var at and > 0
                        ? at
                        : message.Length - 1,
                    StringComparison.Ordinal
                ) + 2
            )..
        ];
        int end = names.IndexOf(". ", StringComparison.Ordinal);
        return "missing: "
            + (end < 0 ? names : names[..end])
                .TrimEnd('.')
                .Replace("'", "", StringComparison.Ordinal);
    }

    private static string Name(JsonNode? node) =>
        node switch
        {
            null => "nothing",
            JsonObject => "a mapping",
            JsonArray => "a list",
            _ => node.ToJsonString(),
        };

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
}
