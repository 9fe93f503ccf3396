using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Tickets;

/// <summary>The outbox: one piece of reliability work on its way to the place where a team works. Written by the operator alone; its name is the lock.</summary>
internal sealed record ReliabilityTicket : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public ReliabilityTicketSpec? Spec { get; init; }

    public ReliabilityTicketStatus? Status { get; init; }
}
