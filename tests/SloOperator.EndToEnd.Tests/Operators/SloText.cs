namespace SloOperator.EndToEnd.Tests.Operators;

/// <summary>TeamSLOs as a team writes them.</summary>
internal static class SloText
{
    public const string Total = "http_requests_total";

    public const string Errors = """http_requests_total{code="500"}""";

    /// <summary>The share of requests without an error, the objective of most tests.</summary>
    public static string Availability(string target = "99.9", string more = "") =>
        Objective(
            "availability",
            target,
            $"events: {{errors: '{Errors}', total: '{Total}'}}",
            more
        );

    public static string Objective(
        string name,
        string target,
        string indicator,
        string more = ""
    ) => $$"""{name: {{name}}, target: "{{target}}", indicator: { {{indicator}} } {{more}} }""";

    public static string Of(
        string ns,
        string name,
        string endpoint,
        string window,
        IEnumerable<string> objectives
    ) =>
        $"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: TeamSLO
            metadata:
              name: {name}
              namespace: {ns}
            spec:
              team: shop
              service: shop-api
              prometheus: {endpoint}
              window: {window}
              objectives: [{string.Join(", ", objectives)}]
            """;
}
