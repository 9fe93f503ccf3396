namespace SloOperator.Domain.Policy;

/// <summary>How far a tier is.</summary>
/// <param name="Tier">Its name, or a rule's constant name (SingleIncident, NoData); of a rotation the name, a slash and the cause.</param>
/// <param name="Objective">Null for the load of a rotation.</param>
/// <param name="Since">When the condition began to hold, as far as was seen.</param>
/// <param name="IsFiring">False: it has not held for long enough yet.</param>
/// <param name="Evaluations">How many evaluations in a row it held; tells a load's first from its second.</param>
/// <param name="SeenAt">Of a load: the evaluation counted last. Of a single incident: the end of its episode. Null elsewhere.</param>
public sealed record TierState(
    string Tier,
    string? Objective,
    DateTimeOffset Since,
    bool IsFiring,
    int Evaluations = 1,
    DateTimeOffset? SeenAt = null
);
