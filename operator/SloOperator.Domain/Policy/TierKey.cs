namespace SloOperator.Domain.Policy;

/// <summary>What a state is kept of.</summary>
internal readonly record struct TierKey(string Tier, string? Objective);
