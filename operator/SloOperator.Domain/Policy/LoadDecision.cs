using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Policy;

/// <summary>What follows from the load of a rotation.</summary>
/// <param name="Tickets">Causes that hold, or that cannot be judged now; a cause that is not in it has cleared.</param>
/// <param name="State">To be handed to the next decision.</param>
public sealed record LoadDecision(IReadOnlyList<TicketIntent> Tickets, PolicyState State);
