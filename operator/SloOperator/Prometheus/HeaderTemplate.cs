namespace SloOperator.Prometheus;

/// <summary>A request header whose value may hold $namespace and $team, the only placeholders there are.</summary>
internal sealed record HeaderTemplate(string Name, string Template)
{
    public string Expand(Tenant tenant) =>
        Template
            .Replace("$namespace", tenant.Namespace, StringComparison.Ordinal)
            .Replace("$team", tenant.Team, StringComparison.Ordinal);
}
