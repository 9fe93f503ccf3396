namespace SloOperator.Domain.Policy;

/// <summary>A tier whose condition holds, or held when the data last said so.</summary>
/// <param name="Tier">Of the policy.</param>
/// <param name="Objective">Null for the load of the rotation.</param>
/// <param name="State">How far it is.</param>
/// <param name="IsKnown">False: the data do not say now.</param>
internal sealed record TierMatch(
    PolicyTier Tier,
    ObjectiveFacts? Objective,
    TierState State,
    bool IsKnown
)
{
    public string? ObjectiveName => Objective?.Assessment.Objective.Name;

    /// <summary>It fires, and is known to.</summary>
    public bool Fires => IsKnown && State.IsFiring;
}
