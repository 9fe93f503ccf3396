using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Exceptions;

/// <summary>Time that does not count against a budget, or in which a gate is open, as written; nothing in it is checked yet.</summary>
internal sealed record BudgetException : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public BudgetExceptionSpec? Spec { get; init; }

    public BudgetExceptionStatus? Status { get; init; }
}
