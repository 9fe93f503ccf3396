using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Tests.Controllers;

/// <summary>An outbox that nobody carries out.</summary>
internal sealed class MemoryTickets()
    : MemoryStore<ReliabilityTicket>(
        (ticket, status) => ticket with { Status = (ReliabilityTicketStatus)status }
    ),
        ITicketStore;
