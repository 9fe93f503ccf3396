namespace SloOperator.Domain.Policy;

/// <summary>What the rules for tickets are held against.</summary>
internal sealed record TicketFacts(
    BudgetPolicy Policy,
    IReadOnlyList<TierMatch> Tiers,
    IReadOnlyList<IncidentMatch> Incidents,
    IReadOnlyList<GapMatch> Gaps
);
