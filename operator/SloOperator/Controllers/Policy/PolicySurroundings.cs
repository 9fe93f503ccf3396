using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;

namespace SloOperator.Controllers.Policy;

/// <summary>What bears on a decision beside the objectives themselves.</summary>
internal sealed record PolicySurroundings
{
    /// <summary>Time that does not count, for each objective in their order.</summary>
    public IReadOnlyList<IReadOnlyList<ExcludedTime>> Excluded { get; init; } = [];

    /// <summary>Null where no OnCallPolicy is named.</summary>
    public LoadFact? Load { get; init; }

    /// <summary>In force now.</summary>
    public IReadOnlyList<OverrideFact> Overrides { get; init; } = [];

    /// <summary>What the last decision left behind.</summary>
    public required PolicyState Previous { get; init; }

    public required DateTimeOffset Now { get; init; }
}
