using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>One call for one ticket.</summary>
/// <param name="Key">Of the ReliabilityTicket.</param>
/// <param name="Call">What is called.</param>
/// <param name="Sight">What is known, with the state as it was announced.</param>
/// <param name="Draft">What the sink is told.</param>
internal sealed record TicketErrand(
    ResourceName Key,
    TicketMove.Call Call,
    TicketSight Sight,
    TicketDraft Draft
);
