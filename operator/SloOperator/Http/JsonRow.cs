using System.Globalization;
using System.Text.Json;

namespace SloOperator.Http;

/// <summary>A JSON value read leniently: what is absent, null or of another type is null or empty, never an error.</summary>
internal readonly struct JsonRow(JsonElement json)
{
    public bool IsObject => json.ValueKind is JsonValueKind.Object;

    /// <summary>Not there, or null.</summary>
    public bool IsAbsent(string name) => Member(name) is null or { ValueKind: JsonValueKind.Null };

    /// <summary>A non-empty text.</summary>
    public string? Text(string name) => Member(name) is { } text ? AsText(text) : null;

    /// <summary>A text fit for a status: one line, cut, without control characters.</summary>
    public string? Line(string name) =>
        Text(name) is { } text && FailureReason.Excerpt(text) is { Length: > 0 } line ? line : null;

    public int? Count(string name) =>
        Number(name) is >= 0 and <= int.MaxValue and { } count ? (int)count : null;

    public long? Number(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt64(out long value)
            ? value
            : null;

    public bool? Flag(string name) =>
        Member(name)?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    /// <summary>ISO 8601; without an offset it is taken for UTC.</summary>
    public DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(
            Text(name),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset time
        )
            ? time
            : null;

    /// <summary>The object of this name; an empty one where there is none.</summary>
    public JsonRow Row(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Object } row ? new JsonRow(row) : default;

    /// <summary>The elements of the list of this name; null where there is no list.</summary>
    public IReadOnlyList<JsonRow>? Rows(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Array } rows
            ? [.. rows.EnumerateArray().Select(row => new JsonRow(row))]
            : null;

    /// <summary>The elements of this value where it is itself a list; null where it is not.</summary>
    public IReadOnlyList<JsonRow>? Elements() =>
        json.ValueKind is JsonValueKind.Array
            ? [.. json.EnumerateArray().Select(row => new JsonRow(row))]
            : null;

    /// <summary>The texts in the list of this name; what is no text is left out, and no list is an empty one.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Array } texts
            ? [.. texts.EnumerateArray().Select(AsText).OfType<string>()]
            : [];

    /// <summary>What the members of the object of this name are called; empty where there is no object.</summary>
    public IReadOnlyList<string> Names(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Object } members
            ? [.. members.EnumerateObject().Select(member => member.Name)]
            : [];

    /// <summary>The value of this name as JSON; null where it is not there, or null.</summary>
    public string? Raw(string name) => IsAbsent(name) ? null : Member(name)?.GetRawText();

    private JsonElement? Member(string name) =>
        IsObject && json.TryGetProperty(name, out JsonElement member) ? member : null;

    private static string? AsText(JsonElement text)
    {
        if (text.ValueKind is not JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return text.GetString() is { Length: > 0 } found ? found : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8: found only when the text is asked for.
            return null;
        }
    }
}
