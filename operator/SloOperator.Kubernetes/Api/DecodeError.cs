using System.Globalization;
using System.Text.Json;

namespace SloOperator.Kubernetes.Api;

/// <summary>Says where in an object decoding failed and what was found there.</summary>
internal static class DecodeError
{
    private const int LongestValue = 80;

    private const string NotConverted = "The JSON value could not be converted to ";
    private const string Missing = "missing required properties";

    /// <summary><paramref name="path"/> is as JsonException gives it: $.spec.items[0]['odd.name'].</summary>
    public static string Describe(JsonElement root, string path, string cause) =>
        path.Length > 1 && Find(root, path) is { } found
            ? $"{path}: found {Shorten(found.GetRawText())}: {cause}"
            : $"{path}: {cause}";

    /// <summary>The serializer's words without positions in a line that nobody sees, and without names of our own types.</summary>
    public static string Cause(JsonException failure)
    {
        string message = failure.Message;
        if (message.StartsWith(NotConverted, StringComparison.Ordinal))
        {
            return failure.InnerException?.Message ?? "not of the type expected here";
        }

        int missing = message.IndexOf(Missing, StringComparison.Ordinal);
        message = missing < 0 ? message : message[missing..];
        int position = message.IndexOf(" Path: $", StringComparison.Ordinal);
        return position < 0 ? message : message[..position];
    }

    private static string Shorten(string json) =>
        json.Length <= LongestValue ? json : $"{json[..LongestValue]}…";

    private static JsonElement? Find(JsonElement element, string path)
    {
        ReadOnlySpan<char> rest = path.AsSpan(1);
        JsonElement? at = element;
        while (at is { } current && !rest.IsEmpty)
        {
            ReadOnlySpan<char> step = NextStep(rest, out int used);
            at = used == 0 ? null : Descend(current, step);
            rest = rest[used..];
        }

        return at;
    }

    /// <summary>A name, or an index of an array as its digits; nothing used means the path is not understood.</summary>
    private static ReadOnlySpan<char> NextStep(ReadOnlySpan<char> path, out int used)
    {
        (string open, string close) = path switch
        {
            ['[', '\'', ..] => ("['", "']"),
            ['[', ..] => ("[", "]"),
            _ => (".", ""),
        };
        ReadOnlySpan<char> body = path[open.Length..];
        int end =
            close.Length == 0
                ? body.IndexOfAny('.', '[')
                : body.IndexOf(close, StringComparison.Ordinal);
        if (end < 0)
        {
            end = body.Length;
            close = "";
        }

        used = open.Length + end + close.Length;
        return body[..end];
    }

    private static JsonElement? Descend(JsonElement element, ReadOnlySpan<char> step) =>
        element.ValueKind switch
        {
            JsonValueKind.Object when element.TryGetProperty(step, out JsonElement value) => value,
            JsonValueKind.Array
                when int.TryParse(
                    step,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out int index
                )
                    && index < element.GetArrayLength() => element[index],
            _ => null,
        };
}
