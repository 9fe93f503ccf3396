using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>The one place where a TeamSLO's status leaves the operator: written when it changed materially, told as an Event when it is news.</summary>
internal sealed class TeamSloPublication(IResourceStore<TeamSlo> store, IEventSink events)
{
    private readonly WrittenStatuses<TeamSloStatus> _written = new();

    /// <summary>The status published last, whether or not the store has caught up with it; null when there is none.</summary>
    public TeamSloStatus? LastPublished(TeamSlo slo) => _written.Latest(slo.Metadata, slo.Status);

    /// <summary>An object that cannot be decoded, with the status that was written to it as far as this process knows.</summary>
    public TeamSlo Unreadable(ObjectMeta metadata) =>
        new() { Metadata = metadata, Status = _written.Find(metadata) };

    /// <param name="slo">As loaded.</param>
    /// <param name="status">What is true now.</param>
    /// <param name="ct">Ends the write.</param>
    public async Task PublishAsync(TeamSlo slo, TeamSloStatus status, CancellationToken ct)
    {
        TeamSloStatus? before = LastPublished(slo);
        if (!MaterialChange.Between(before, status))
        {
            return;
        }

        bool isWritten = await store.ApplyStatusAsync(
            slo.Metadata,
            status,
            ResourceJson.Default.TeamSloStatus,
            ct
        );
        if (!isWritten)
        {
            return;
        }

        _written.Keep(slo.Metadata, status);
        foreach (Condition condition in Transitions.Between(before?.Conditions, status.Conditions))
        {
            events.Record(
                slo,
                Transitions.IsWarning(condition),
                condition.Reason,
                $"{condition.Type} is {condition.Status}: {condition.Message}"
            );
        }
    }

    public void Forget(ResourceName name) => _written.Forget(name);
}
