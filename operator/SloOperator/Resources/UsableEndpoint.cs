using SloOperator.Prometheus;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Resources;

/// <summary>A PrometheusEndpoint that can be used; the values of its enforced matchers hold $namespace and $team as written.</summary>
internal sealed record UsableEndpoint(
    EndpointOptions Options,
    IReadOnlyList<LabelMatcher> EnforcedMatchers
)
{
    public SelectorRules RulesFor(Tenant tenant) =>
        new([
            .. EnforcedMatchers.Select(matcher => matcher with { Value = Expand(matcher, tenant) }),
        ]);

    private static string Expand(LabelMatcher matcher, Tenant tenant) =>
        new HeaderTemplate(matcher.Label, matcher.Value).Expand(tenant);
}
