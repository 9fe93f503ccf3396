using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>What an owner's status shows of its tickets.</summary>
internal static class FiledTickets
{
    /// <summary>Null: it is closed, or never was more than a cause that has gone.</summary>
    public static FiledTicket? Of(ReliabilityTicket ticket)
    {
        ReliabilityTicketStatus? status = ticket.Status;
        TicketPhase phase = Words.Read(status?.Phase, TicketPhase.Pending);
        return phase is TicketPhase.Closed || ticket.Spec is null
            ? null
            : new FiledTicket(
                ticket.Metadata.Name,
                ticket.Spec.Cause ?? "",
                phase.ToString(),
                status?.Url,
                phase is TicketPhase.DeadLetter ? status?.Message : null
            );
    }
}
