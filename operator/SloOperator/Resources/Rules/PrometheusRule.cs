using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Rules;

/// <summary>Rules as Prometheus Operator takes them; only written, never read back whole.</summary>
internal sealed record PrometheusRule : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public required RuleGroups Spec { get; init; }
}
