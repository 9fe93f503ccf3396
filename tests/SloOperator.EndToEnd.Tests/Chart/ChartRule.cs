namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>A rule of a role.</summary>
internal sealed record ChartRule(
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Verbs
)
{
    /// <summary>One line for each resource, such as "get,list core/secrets [a b]".</summary>
    public IEnumerable<string> Lines() =>
        from theGroup in Groups
        from resource in Resources
        select $"{string.Join(',', Verbs)} {(theGroup.Length == 0 ? "core" : theGroup)}/{resource}"
            + (Names.Count == 0 ? "" : $" [{string.Join(' ', Names)}]");
}
