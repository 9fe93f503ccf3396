using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.OnCall;

/// <summary>What a team promises its own people of being on call, as written; nothing in it is checked yet.</summary>
internal sealed record OnCallPolicy : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public OnCallPolicySpec? Spec { get; init; }

    public OnCallPolicyStatus? Status { get; init; }
}
