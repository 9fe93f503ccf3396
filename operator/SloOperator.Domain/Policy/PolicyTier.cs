namespace SloOperator.Domain.Policy;

/// <summary>One step of a policy.</summary>
/// <param name="Name">Unique within the policy.</param>
/// <param name="When">What makes it fire.</param>
/// <param name="For">How long that must hold first; zero: at once.</param>
/// <param name="ClearAbove">The remaining budget, a ratio, that a tier which fired needs to clear; null: the level that made it fire.</param>
/// <param name="Gate">Warn or Deny while it fires; null: the gate does not mind it.</param>
/// <param name="Ticket">What to raise while it fires; null: nothing.</param>
public sealed record PolicyTier(
    string Name,
    TierCondition When,
    TimeSpan For,
    decimal? ClearAbove,
    GateDecision? Gate,
    TicketRequest? Ticket
);
