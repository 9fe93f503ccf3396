using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

/// <summary>What a team promises the users of one service, as written; nothing in it is checked yet.</summary>
internal sealed record TeamSlo : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public TeamSloSpec? Spec { get; init; }

    public TeamSloStatus? Status { get; init; }
}
