namespace SloOperator.Domain.Policy;

/// <summary>An episode that took more of a budget than the policy lets pass.</summary>
/// <param name="Objective">Whose budget.</param>
/// <param name="State">Since its start; seen to its end.</param>
/// <param name="Episode">What the ledger still holds of it; null when the data do not say now.</param>
internal sealed record IncidentMatch(
    ObjectiveFacts Objective,
    TierState State,
    BudgetEpisode? Episode
);
