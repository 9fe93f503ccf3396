namespace SloOperator.Resources.Rules;

/// <summary>The spec of a PrometheusRule, which is a rule file of Prometheus too.</summary>
internal sealed record RuleGroups(IReadOnlyList<RuleGroup> Groups);
