namespace SloOperator.Domain.Policy;

/// <summary>One episode that takes more than a share of the budget asks for a review.</summary>
/// <param name="Above">A ratio of the whole budget, exceeded, not reached.</param>
/// <param name="Ticket">What to raise.</param>
public sealed record SingleIncidentRule(decimal Above, TicketRequest Ticket);
