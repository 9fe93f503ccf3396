using System.Collections.Concurrent;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>The one place where a TeamSLO's status leaves the operator: written when it changed materially, told as an Event when it is news.</summary>
internal sealed class TeamSloPublication(IResourceStore<TeamSlo> store, IEventSink events)
{
    /// <summary>What was written on top of which version, until the store has seen it: a watch is slower than the next reconcile.</summary>
    private readonly ConcurrentDictionary<ResourceName, Written> _written = new();

    /// <summary>The status published last, whether or not the store has caught up with it; null when there is none.</summary>
    public TeamSloStatus? LastPublished(TeamSlo slo) =>
        _written.TryGetValue(ResourceName.Of(slo.Metadata), out Written? written)
        && written.IsOnTopOf(slo.Metadata)
            ? written.Status
            : slo.Status;

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

        _written[ResourceName.Of(slo.Metadata)] = new Written(slo.Metadata, status);
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

    public void Forget(ResourceName name) => _written.TryRemove(name, out _);

    private sealed record Written(ObjectMeta Over, TeamSloStatus Status)
    {
        public bool IsOnTopOf(ObjectMeta seen) =>
            (Over.Uid, Over.ResourceVersion) == (seen.Uid, seen.ResourceVersion);
    }
}
