namespace SloOperator.Domain.Policy;

/// <summary>An objective that cannot be judged for so long is a fault of its own.</summary>
/// <param name="For">How long the data must be missing, stale or nonsense.</param>
/// <param name="Ticket">What to raise.</param>
public sealed record NoDataRule(TimeSpan For, TicketRequest Ticket);
