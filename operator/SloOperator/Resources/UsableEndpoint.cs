using SloOperator.Prometheus;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Resources;

/// <summary>A PrometheusEndpoint that can be used, and what it asks of those who use it.</summary>
internal sealed record UsableEndpoint(EndpointOptions Options)
{
    public const string Anybody = "*";

    /// <summary>Names or "*".</summary>
    public required IReadOnlyList<string> AllowedNamespaces { get; init; }

    /// <summary>Label and value, the placeholders not yet replaced.</summary>
    public required IReadOnlyList<LabelMatcher> EnforcedMatchers { get; init; }

    public bool Allows(string ns) => AllowedNamespaces.Any(allowed => allowed is Anybody || allowed == ns);

    public SelectorRules RulesFor(Tenant tenant) =>
        new([.. EnforcedMatchers.Select(matcher => matcher with { Value = Expand(matcher.Value, tenant) })]);

    private static string Expand(string template, Tenant tenant) =>
        new HeaderTemplate("", template).Expand(tenant);
}
