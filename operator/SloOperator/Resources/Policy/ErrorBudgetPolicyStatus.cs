using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Policy;

internal sealed record ErrorBudgetPolicyStatus
{
    public long? ObservedGeneration { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
