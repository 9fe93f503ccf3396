using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Policy;

/// <summary>All that a decision about one TeamSLO is made from.</summary>
public sealed record PolicyFacts
{
    public required BudgetPolicy Policy { get; init; }

    public required BudgetWindow Window { get; init; }

    /// <summary>At least one, in the order of the spec.</summary>
    public required IReadOnlyList<ObjectiveFacts> Objectives { get; init; }

    /// <summary>Null where no OnCallPolicy is named.</summary>
    public LoadFact? Load { get; init; }

    /// <summary>Those in force now; a decision names the first by name.</summary>
    public IReadOnlyList<OverrideFact> Overrides { get; init; } = [];

    /// <summary>What the last decision left behind; <see cref="PolicyState.Empty"/> before the first.</summary>
    public required PolicyState Previous { get; init; }

    public required DateTimeOffset Now { get; init; }
}
