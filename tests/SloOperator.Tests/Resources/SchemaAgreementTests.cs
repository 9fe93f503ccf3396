using System.Text.Json;
using SloOperator.Resources;
using static SloOperator.Tests.Resources.SchemaAgreement;

namespace SloOperator.Tests.Resources;

/// <summary>Where a field's text alone decides, the schema and the operator must not disagree: else a spec would be applied and then refused, or never applied.</summary>
public sealed class SchemaAgreementTests
{
    [Theory]
    [InlineData("team", "a", "a-b", "1", "A", "-a", "a-", "a.b", "a_b", "ä", "63 long", "64 long")]
    [InlineData("service", "a", "A.b_c-d", "1", "-a", "a.", "a b", "63 long", "64 long")]
    [InlineData("prometheus", "a", "a.b", "a..b", "A", ".a", "253 long", "254 long")]
    [InlineData("onCallPolicy", "a", "a.b", "a..b", "A", ".a", "", "253 long", "254 long")]
    [InlineData("criticality", "critical", "high", "standard", "low", "High", "urgent")]
    [InlineData("description", "", "anything at all", "1024 long", "1025 long")]
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
        "1024 long",
        "1025 long"
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
    [InlineData("a", "*", "a-b", "**", "a*", "A", "a.b", "63 long", "64 long", "")]
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
    [InlineData("username", "a", "a b", "a:b", "", "256 long", "257 long")]
    [InlineData("secret", "a", "a.b", "A", "")]
    [InlineData("key", "a", "A_b-c.d", "a b", "", "253 long", "254 long")]
    public void Credentials(string field, params string[] values)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
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

    private static TeamSlo WithField(string field, string value)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            ["team"] = "a",
            ["service"] = "s",
        };
        fields[field] = value;
        string written = string.Join(
            '\n',
            fields.Select(each => $"{each.Key}: {Quoted(each.Value)}")
        );
        return Written.Slo(
            $"{written}\nobjectives:\n- {Written.Objective.Replace("\n", "\n  ", StringComparison.Ordinal)}"
        );
    }

    private static JsonElement Objective(string field) =>
        Property(Property(Spec(Crd.TeamSlo), "objectives").GetProperty("items"), field);
}
