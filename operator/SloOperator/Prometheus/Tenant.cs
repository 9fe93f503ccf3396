namespace SloOperator.Prometheus;

/// <summary>On whose behalf Prometheus is asked: what $namespace and $team stand for in an endpoint's headers.</summary>
internal sealed record Tenant(string Namespace, string Team);
