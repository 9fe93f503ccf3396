using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Policy;

/// <summary>What is done about a budget, and when, as written; nothing in it is checked yet.</summary>
internal sealed record ErrorBudgetPolicy : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public ErrorBudgetPolicySpec? Spec { get; init; }

    public ReadyStatus? Status { get; init; }
}
