using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.Policy;

/// <summary>Puts together what a decision about a TeamSLO is made from; pure.</summary>
internal static class PolicyGathering
{
    /// <param name="slo">What was promised, and by which policy it is judged.</param>
    /// <param name="evaluation">Of all objectives.</param>
    /// <param name="readings">One for each objective, in their order.</param>
    /// <param name="surroundings">What else bears on the decision.</param>
    public static PolicyFacts Gather(
        TeamObjectives slo,
        Evaluation evaluation,
        IReadOnlyList<Reading> readings,
        PolicySurroundings surroundings
    ) =>
        new()
        {
            Policy = slo.Policy,
            Window = slo.Window,
            Objectives =
            [
                .. evaluation.Assessment.Objectives.Select(
                    (assessment, i) =>
                        new ObjectiveFacts(
                            assessment,
                            readings[i],
                            surroundings.Excluded.ElementAtOrDefault(i) ?? []
                        )
                ),
            ],
            Load = surroundings.Load,
            Overrides = surroundings.Overrides,
            Previous = surroundings.Previous,
            Now = surroundings.Now,
        };

    /// <summary>Null where the TeamSLO names no OnCallPolicy; one that says nothing is Unknown.</summary>
    public static LoadFact? LoadOf(
        TeamObjectives slo,
        Func<ResourceName, Decoded<OnCallPolicy>?> find
    )
    {
        if (slo.OnCallPolicy is not { } name)
        {
            return null;
        }

        OnCallPolicyStatus? status = find(new ResourceName(slo.Owner.Namespace, name))?.Value?.Status;
        return new LoadFact(name, LevelOf(status?.Summary?.Load), status?.EvaluatedAt);
    }

    private static LoadLevel LevelOf(string? load) =>
        load switch
        {
            ConditionReasons.WithinLimit => LoadLevel.Ok,
            nameof(LoadLevel.Warn) => LoadLevel.Warn,
            nameof(LoadLevel.OverLimit) => LoadLevel.OverLimit,
            _ => LoadLevel.Unknown,
        };
}
