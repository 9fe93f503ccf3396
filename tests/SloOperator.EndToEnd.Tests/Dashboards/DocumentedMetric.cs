namespace SloOperator.EndToEnd.Tests.Dashboards;

/// <summary>A metric with what tells its series apart.</summary>
internal sealed record DocumentedMetric(string Name, string Type, IReadOnlyList<string> Labels)
{
    public override string ToString() => $"{Type} {Name}{{{string.Join(", ", Labels)}}}";
}
