using System.Text.Json;
using System.Text.RegularExpressions;
using SloOperator.Resources;

namespace SloOperator.Tests.Resources;

/// <summary>Where a field's text alone decides, the schema and the operator must not disagree: else a spec would be applied and then refused, or never applied.</summary>
public sealed class SchemaAgreementTests
{
    [Theory]
    [InlineData("team", "a", "a-b", "1", "A", "-a", "a-", "a.b", "a_b", "ä", "63", "64")]
    [InlineData("service", "a", "A.b_c-d", "1", "-a", "a.", "a b", "63", "64")]
    [InlineData("prometheus", "a", "a.b", "a..b", "A", ".a", "253", "254")]
    [InlineData("criticality", "critical", "high", "standard", "low", "High", "urgent")]
    [InlineData("description", "", "anything at all", "1024", "1025")]
    public void Fields_of_a_TeamSLO(string field, params string[] values) =>
        Agree(
            Property(Spec(Crd.TeamSlo), field),
            values,
            value => TeamSloValidator.Validate(WithField(field, value))
        );

    [Theory]
    [InlineData(
        "99.9",
        "0.000001",
        "99.999999",
        "99.9999999",
        "9.",
        ".9",
        "100",
        "099",
        "-1",
        "1e1",
        "99,9",
        "99.9 ",
        ""
    )]
    public void Targets(params string[] values)
    {
        JsonElement slice = Property(Objective("timeslice"), "target");

        Agree(
            slice,
            values,
            value =>
                TeamSloValidator.Validate(
                    Written.SloOf(
                        $"method: Timeslices\ntimeslice: {{length: 5m, target: {Quoted(value)}}}\n{Written.Objective}"
                    )
                )
        );
        Objective("target")
            .GetProperty("pattern")
            .GetString()
            .ShouldBe(slice.GetProperty("pattern").GetString());
    }

    [Theory]
    [InlineData("Occurrences", "Average", "occurrences", "")]
    public void Methods(params string[] values) =>
        Agree(
            Objective("method"),
            values,
            value =>
                TeamSloValidator.Validate(
                    Written.SloOf($"method: {Quoted(value)}\n{Written.Objective}")
                )
        );

    [Theory]
    [InlineData(
        "http://p",
        "https://p:1/a/b/",
        "http://",
        "http:///a",
        "ftp://p",
        "HTTP://p",
        "http://u@p",
        "http://p/@",
        "http://p?a",
        "http://p#a",
        "http://a b",
        "http://a\\b",
        "http://p/a\\b"
    )]
    public void Urls(params string[] values) =>
        Agree(
            Property(Spec(Crd.PrometheusEndpoint), "url"),
            values,
            value => PrometheusEndpointValidator.Validate(Written.Endpoint($"url: {Quoted(value)}"))
        );

    [Theory]
    [InlineData(
        "",
        "plain",
        "$namespace",
        "$team$namespace",
        "$teams",
        "$",
        "$tenant",
        "${team}",
        "tab\t",
        "é",
        "1024",
        "1025"
    )]
    public void Header_values(params string[] values) =>
        Agree(
            Property(Spec(Crd.PrometheusEndpoint), "headers").GetProperty("additionalProperties"),
            values,
            value =>
                PrometheusEndpointValidator.Validate(
                    Written.Endpoint($"url: http://p\nheaders: {{X-A: {Quoted(value)}}}")
                )
        );

    [Theory]
    [InlineData("a", "*", "a-b", "**", "a*", "A", "a.b", "63", "64", "")]
    public void Allowed_namespaces(params string[] values) =>
        Agree(
            Property(Spec(Crd.PrometheusEndpoint), "allowedNamespaces").GetProperty("items"),
            values,
            value =>
                PrometheusEndpointValidator.Validate(
                    Written.Endpoint($"url: http://p\nallowedNamespaces: [{Quoted(value)}]")
                )
        );

    [Theory]
    [InlineData("tls.caSecret", "a", "a.b", "A", "a_b", "")]
    [InlineData("tls.serverName", "a", "A.b", "a_b", "*.a", "")]
    public void Tls_settings(string path, params string[] values)
    {
        string field = path.Split('.')[1];

        Agree(
            Property(Property(Spec(Crd.PrometheusEndpoint), "tls"), field),
            values,
            value =>
                PrometheusEndpointValidator.Validate(
                    Written.Endpoint($"url: https://p\ntls: {{{field}: {Quoted(value)}}}")
                )
        );
    }

    [Theory]
    [InlineData("username", "a", "a b", "a:b", "", "256", "257")]
    [InlineData("secret", "a", "a.b", "A", "")]
    [InlineData("key", "a", "A_b-c.d", "a b", "", "253", "254")]
    public void Credentials(string field, params string[] values)
    {
        Dictionary<string, string> fields = new()
        {
            ["username"] = "u",
            ["secret"] = "s",
            ["key"] = "k",
        };

        Agree(
            Property(Property(Property(Spec(Crd.PrometheusEndpoint), "auth"), "basic"), field),
            values,
            value =>
            {
                fields[field] = value;
                string basic = string.Join(
                    ", ",
                    fields.Select(each => $"{each.Key}: {Quoted(each.Value)}")
                );
                return PrometheusEndpointValidator.Validate(
                    Written.Endpoint($"url: http://p\nauth: {{basic: {{{basic}}}}}")
                );
            }
        );
    }

    /// <summary>A number stands for a text of that length.</summary>
    private static void Agree(
        JsonElement schema,
        string[] values,
        Func<string, IReadOnlyList<Problem>> judge
    )
    {
        foreach (string value in values)
        {
            string text =
                value.Length >= 2
                && int.TryParse(value, out int length)
                && length > 60
                && length < 2000
                && value is not "100" and not "099"
                    ? new string('a', length)
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
            || choices.EnumerateArray().Any(choice => choice.GetString() == text);
        return shortEnough && longEnough && matching && listed;
    }

    private static TeamSlo WithField(string field, string value)
    {
        Dictionary<string, string> fields = new() { ["team"] = "a", ["service"] = "s" };
        fields[field] = value;
        string written = string.Join(
            '\n',
            fields.Select(each => $"{each.Key}: {Quoted(each.Value)}")
        );
        return Written.Slo(
            $"{written}\nobjectives:\n- {Written.Objective.Replace("\n", "\n  ", StringComparison.Ordinal)}"
        );
    }

    private static string Quoted(string value) => JsonSerializer.Serialize(value);

    private static JsonElement Spec(JsonElement schema) => Property(schema, "spec");

    private static JsonElement Objective(string field) =>
        Property(Property(Spec(Crd.TeamSlo), "objectives").GetProperty("items"), field);

    private static JsonElement Property(JsonElement schema, string name) =>
        schema.GetProperty("properties").GetProperty(name);
}
