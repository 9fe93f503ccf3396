using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SloOperator.Resources;

namespace SloOperator.Tests.Resources;

/// <summary>Asks the schema and the operator the same question.</summary>
internal static class SchemaAgreement
{
    /// <summary>"63 long" stands for a text of that length.</summary>
    public static void Agree(
        JsonElement schema,
        string[] values,
        Func<string, IReadOnlyList<Problem>> judge
    )
    {
        foreach (string value in values)
        {
            string text = value.EndsWith(" long", StringComparison.Ordinal)
                ? new string('a', int.Parse(value[..^5], CultureInfo.InvariantCulture))
                : value;
            (text, Admits(schema, text)).ShouldBe((text, judge(text).Count == 0));
        }
    }

    private static bool Admits(JsonElement schema, string text)
    {
        bool shortEnough =
            !schema.TryGetProperty("maxLength", out JsonElement max)
            || text.Length <= max.GetInt32();
        bool longEnough =
            !schema.TryGetProperty("minLength", out JsonElement min)
            || text.Length >= min.GetInt32();
        bool matching =
            !schema.TryGetProperty("pattern", out JsonElement pattern)
            || Regex.IsMatch(text, pattern.GetString()!);
        bool listed =
            !schema.TryGetProperty("enum", out JsonElement choices)
            || choices.EnumerateArray().Any(choice => choice.ValueEquals(text));
        return shortEnough && longEnough && matching && listed;
    }

    public static JsonElement Spec(JsonElement schema) => Property(schema, "spec");

    public static string Quoted(string value) => JsonSerializer.Serialize(value);

    public static JsonElement Property(JsonElement schema, string name) =>
        schema.GetProperty("properties").GetProperty(name);
}
