using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Tests.Controllers;

/// <summary>ReliabilityTickets in memory.</summary>
internal sealed class MemoryTickets()
    : MemoryStore<ReliabilityTicket>(
        (ticket, status) => ticket with { Status = (ReliabilityTicketStatus)status }
    ),
        ITicketStore;
