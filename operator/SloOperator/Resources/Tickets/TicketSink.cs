using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Tickets;

/// <summary>A place where teams work, and who may raise tickets there, as written; nothing in it is checked yet.</summary>
internal sealed record TicketSink : IKubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public TicketSinkSpec? Spec { get; init; }

    public ReadyStatus? Status { get; init; }
}
