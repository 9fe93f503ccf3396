namespace SloOperator.Domain.Policy;

/// <summary>The memory of a policy: small and plain, so that it lives in a status and survives restarts.</summary>
/// <param name="Tiers">Those whose condition holds or held: each objective and tier at most once.</param>
/// <param name="Gate">The last verdict; null before the first.</param>
public sealed record PolicyState(IReadOnlyList<TierState> Tiers, GateVerdict? Gate)
{
    public static readonly PolicyState Empty = new([], null);
}
