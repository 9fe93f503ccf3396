using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

/// <summary>The status of what is either usable or not.</summary>
internal sealed record ReadyStatus
{
    public long? ObservedGeneration { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
