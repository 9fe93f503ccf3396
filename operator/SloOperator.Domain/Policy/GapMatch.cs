namespace SloOperator.Domain.Policy;

/// <summary>An objective without usable data.</summary>
/// <param name="Objective">Which.</param>
/// <param name="State">For how long.</param>
internal sealed record GapMatch(ObjectiveFacts Objective, TierState State);
