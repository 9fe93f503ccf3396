using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>The one place where a TeamSLO's status leaves the operator: written when it changed materially, told as an Event when it is news.</summary>
internal sealed class TeamSloPublication(IResourceStore<TeamSlo> store, IEventSink events)
{
    /// <param name="slo">As loaded; its status is what was published before.</param>
    /// <param name="status">What is true now.</param>
    /// <param name="ct">Ends the write.</param>
    /// <returns>False when the object is gone.</returns>
    public async Task<bool> PublishAsync(TeamSlo slo, TeamSloStatus status, CancellationToken ct)
    {
        if (!MaterialChange.Between(slo.Status, status))
        {
            return true;
        }

        bool isWritten = await store.ApplyStatusAsync(
            slo.Metadata,
            status,
            ResourceJson.Default.TeamSloStatus,
            ct
        );
        if (!isWritten)
        {
            return false;
        }

        foreach (
            Condition condition in Transitions.Between(slo.Status?.Conditions, status.Conditions)
        )
        {
            events.Record(
                slo,
                Transitions.IsWarning(condition),
                condition.Reason,
                $"{condition.Type} is {condition.Status}: {condition.Message}"
            );
        }

        return true;
    }
}
