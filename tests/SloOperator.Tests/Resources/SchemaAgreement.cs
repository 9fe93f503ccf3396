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

    /// <summary>Every CEL rule, with the place below spec where it stands.</summary>
    public static IEnumerable<(string Place, string Rule)> RulesOf(JsonElement schema) =>
        from place in Crd.Walk(Spec(schema), "")
        where place.Schema.TryGetProperty("x-kubernetes-validations", out _)
        from rule in place.Schema.GetProperty("x-kubernetes-validations").EnumerateArray()
        select (place.Path.TrimStart('.'), rule.GetProperty("rule").GetString()!);

    public static JsonElement Spec(JsonElement schema) => Property(schema, "spec");

    public static string Quoted(string value) => JsonSerializer.Serialize(value);

    public static JsonElement Property(JsonElement schema, string name) =>
        schema.GetProperty("properties").GetProperty(name);
}
