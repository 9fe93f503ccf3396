using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Policy;

/// <summary>How a ticket is to be raised.</summary>
/// <param name="Priority">How soon.</param>
/// <param name="Template">Name of a built-in text; null: the cause's own.</param>
public sealed record TicketRequest(TicketPriority Priority, string? Template = null);
