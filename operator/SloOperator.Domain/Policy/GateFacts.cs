using SloOperator.Domain.Budgets;

namespace SloOperator.Domain.Policy;

/// <summary>What the rules of the gate are held against.</summary>
/// <param name="Policy">Of the service.</param>
/// <param name="Load">Of its rotation, or null.</param>
/// <param name="Tiers">In the order of the policy, then of the spec.</param>
/// <param name="Objectives">In the order of the spec.</param>
internal sealed record GateFacts(
    BudgetPolicy Policy,
    LoadFact? Load,
    IReadOnlyList<TierMatch> Tiers,
    IReadOnlyList<Assessment> Objectives
)
{
    /// <summary>The first that fires, of those that the gate minds; null when none does.</summary>
    public TierMatch? Deciding =>
        Tiers.FirstOrDefault(match => match is { Fires: true, Tier.Gate: not null });

    public IReadOnlyList<Assessment> Unknown =>
        [.. Objectives.Where(objective => !objective.IsFresh)];

    /// <summary>The tier on a load that stood against a change when the load could last be judged; null when there is none.</summary>
    public TierMatch? UnknownLoad =>
        Tiers.FirstOrDefault(match =>
            match is { Objective: null, IsKnown: false, State.IsFiring: true, Tier.Gate: not null }
        );

    public IReadOnlyList<TierMatch> Denying =>
        [.. Tiers.Where(match => match is { Fires: true, Tier.Gate: GateDecision.Deny })];

    /// <summary>The objectives that close the gate, null for the load, each once.</summary>
    public IReadOnlyList<string?> Closing
    {
        get
        {
            IEnumerable<string?> denying = Denying.Select(match => match.ObjectiveName);
            return Policy.OnUnknown == GateDecision.Deny
                ? [.. denying.Concat(NamesOfUnknown).Distinct()]
                : [.. denying.Distinct()];
        }
    }

    private IEnumerable<string?> NamesOfUnknown =>
        Unknown
            .Select(objective => (string?)objective.Objective.Name)
            .Concat(UnknownLoad is null ? [] : [null]);

    /// <summary>What is left when all that some objectives say is set aside.</summary>
    /// <param name="isCovered">Asked with null for the load.</param>
    public GateFacts Without(Func<string?, bool> isCovered) =>
        this with
        {
            Tiers = [.. Tiers.Where(match => !isCovered(match.ObjectiveName))],
            Objectives = [.. Objectives.Where(objective => !isCovered(objective.Objective.Name))],
        };
}
