namespace SloOperator.Prometheus;

/// <summary>A request header whose value may hold $namespace and $team, the only placeholders there are.</summary>
internal sealed record HeaderTemplate(string Name, string Template)
{
    private const string NamespacePlaceholder = "$namespace";
    private const string TeamPlaceholder = "$team";

    /// <summary>Such a header is left out of requests made on nobody's behalf.</summary>
    public bool IsPerTenant =>
        Template.Contains(NamespacePlaceholder, StringComparison.Ordinal)
        || Template.Contains(TeamPlaceholder, StringComparison.Ordinal);

    public string Expand(Tenant tenant) =>
        Template
            .Replace(NamespacePlaceholder, tenant.Namespace, StringComparison.Ordinal)
            .Replace(TeamPlaceholder, tenant.Team, StringComparison.Ordinal);
}
