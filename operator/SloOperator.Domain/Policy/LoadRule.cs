using SloOperator.Domain.OnCall;
using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Policy;

/// <summary>What of a rotation's load raises a ticket of its own.</summary>
/// <param name="Cause">Of the ticket.</param>
/// <param name="Metrics">One of them is enough.</param>
/// <param name="IsNoise">Wants work less soon than the load itself.</param>
internal sealed record LoadRule(TicketCause Cause, IReadOnlyList<LoadMetric> Metrics, bool IsNoise)
{
    public TicketRequest Lower(TicketRequest request) =>
        IsNoise
            ? new TicketRequest(
                (TicketPriority)Math.Min((int)request.Priority + 1, (int)TicketPriority.P4)
            )
            : request;
}
