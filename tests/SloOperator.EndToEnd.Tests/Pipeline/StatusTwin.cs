using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>Compares the status that went through a fault with the one that did not.</summary>
internal static class StatusTwin
{
    /// <summary>All but when conditions changed, which is when the fault was.</summary>
    public static void ShouldEqualTwin(this TeamSloStatus status, TeamSloStatus twin)
    {
        Timeless(status).ShouldBe(Timeless(twin));
        (status.EvaluatedAt, status.ObservedGeneration, status.Summary).ShouldBe(
            (twin.EvaluatedAt, twin.ObservedGeneration, twin.Summary)
        );
        status.Objectives.ShouldNotBeNull().ShouldBe(twin.Objectives.ShouldNotBeNull());
    }

    private static IReadOnlyList<Condition> Timeless(TeamSloStatus status) =>
        [
            .. status
                .Conditions.ShouldNotBeNull()
                // How far a ticket is on its way is a matter of moments, and its name is of its object.
                .Where(condition => condition.Type != "TicketsDelivered")
                .Select(condition => condition with { LastTransitionTime = default }),
        ];
}
