using System.Collections.Concurrent;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers.Policy;

/// <summary>What each owner's last outcome lacked beside the ledgers, for the next reading. Forgotten with the process, which costs one reading.</summary>
internal sealed class DetailWishes
{
    /// <summary>The hour that relief is expected in, and the one before it was moved there.</summary>
    private const int MostReliefHours = 2;

    private readonly ConcurrentDictionary<ResourceName, Wish> _wishes = new();

    /// <summary>For each objective in their order; empty: nothing.</summary>
    public IReadOnlyList<WantedDetail> Of(ResourceName owner) =>
        _wishes.TryGetValue(owner, out Wish? wish) ? wish.Wanted : [];

    /// <summary>True when something else is wanted than before.</summary>
    public bool Note(TeamObjectives slo, TeamOutcome outcome)
    {
        IReadOnlyList<WantedDetail> before = Of(slo.Owner);
        Wish? kept = _wishes.GetValueOrDefault(slo.Owner);
        Wish next = Next(slo, outcome, kept);
        if (next.Wanted.All(detail => detail == WantedDetail.None))
        {
            _wishes.TryRemove(slo.Owner, out _);
            return before.Count > 0;
        }

        _wishes[slo.Owner] = next;
        return !before.SequenceEqual(next.Wanted);
    }

    public void Forget(ResourceName owner) => _wishes.TryRemove(owner, out _);

    /// <summary>An hour that was read stays wanted while the gate is closed: without it the forecast would be as vague as before.</summary>
    private static Wish Next(TeamObjectives slo, TeamOutcome outcome, Wish? before)
    {
        GateVerdict? gate = outcome.Decision?.Gate;
        IReadOnlyList<(string Objective, DateTimeOffset Hour)> relief = gate switch
        {
            null or { IsAllowed: true, Enforced: not GateDecision.Deny } => [],
            { DetailWanted: [] } => before?.Relief ?? [],
            { DetailWanted: var wanted } =>
            [
                .. (before?.Relief ?? [])
                    .Concat(wanted)
                    .Distinct()
                    .GroupBy(wish => wish.Objective, StringComparer.Ordinal)
                    .SelectMany(wishes => wishes.TakeLast(MostReliefHours)),
            ],
        };
        return new Wish(
            [
                .. slo.Objectives.Select(
                    (measured, index) =>
                        relief
                            .Where(wish => wish.Objective == measured.Objective.Name)
                            .Aggregate(
                                outcome.Evaluation.Apart.ElementAtOrDefault(index)
                                    ?? WantedDetail.None,
                                (detail, wish) => detail.With(wish.Hour)
                            )
                ),
            ],
            relief
        );
    }

    private sealed record Wish(
        IReadOnlyList<WantedDetail> Wanted,
        IReadOnlyList<(string Objective, DateTimeOffset Hour)> Relief
    );
}
