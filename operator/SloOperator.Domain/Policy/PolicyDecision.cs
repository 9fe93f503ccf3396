using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Policy;

/// <summary>What follows from the facts.</summary>
/// <param name="Gate">Whether the team may ship.</param>
/// <param name="Tickets">Causes that hold, or that cannot be judged now; a cause that is not in it has cleared.</param>
/// <param name="State">To be handed to the next decision; it survives restarts in the status.</param>
public sealed record PolicyDecision(
    GateVerdict Gate,
    IReadOnlyList<TicketIntent> Tickets,
    PolicyState State
);
