using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Where ReliabilityTickets live. Every write says which version it saw: of two writers one learns that it was late.</summary>
internal interface IOutboxStore : ITicketStore
{
    /// <summary>As it is now, not as it was last heard of; null: there is none.</summary>
    Task<ReliabilityTicket?> ReadAsync(ResourceName name, CancellationToken ct);

    /// <summary>Null: the name is taken.</summary>
    Task<ReliabilityTicket?> CreateAsync(ReliabilityTicket ticket, CancellationToken ct);

    /// <summary>Replaces spec and labels; null: it changed since it was seen, or is gone.</summary>
    Task<ReliabilityTicket?> WriteSpecAsync(ReliabilityTicket changed, CancellationToken ct);

    /// <summary>Replaces the status; null: it changed since it was seen, or is gone.</summary>
    Task<ReliabilityTicket?> WriteStatusAsync(ReliabilityTicket changed, CancellationToken ct);

    /// <summary>False: it changed since it was seen. One that is gone is no failure.</summary>
    Task<bool> DeleteAsync(ReliabilityTicket seen, CancellationToken ct);
}
