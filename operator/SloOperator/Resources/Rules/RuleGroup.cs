namespace SloOperator.Resources.Rules;

/// <summary>Rules that are evaluated one after another, at one time.</summary>
/// <param name="Name">Unique within a rule file.</param>
/// <param name="Interval">A Prometheus duration.</param>
/// <param name="Rules">Each may use what those before it recorded.</param>
internal sealed record RuleGroup(string Name, string Interval, IReadOnlyList<Rule> Rules);
