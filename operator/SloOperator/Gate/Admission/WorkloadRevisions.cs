using SloOperator.Kubernetes.Api;

namespace SloOperator.Gate.Admission;

/// <summary>Asks the API server, which the controllers of workloads leave their revisions with; so every replica knows them, and one that was just started.</summary>
internal sealed class WorkloadRevisions(
    ResourceApi<KeptRevision> replicaSets,
    ResourceApi<KeptRevision> controllerRevisions
) : IWorkloadRevisions
{
    private const string StatefulSets = "statefulsets";

    public async Task<bool> RanBeforeAsync(WorkloadChange change, CancellationToken ct)
    {
        ResourceApi<KeptRevision> kept =
            change.Resource == StatefulSets ? controllerRevisions : replicaSets;
        ListPage<KeptRevision> page = await kept.ListAllAsync(
            new ListOptions { Namespace = change.Slo.Namespace, LabelSelector = change.Selector },
            ct
        );
        return page.Items.Any(item => item.Value is { } revision && IsOf(revision, change));
    }

    private static bool IsOf(KeptRevision revision, WorkloadChange change) =>
        revision.Metadata.OwnerReferences?.Any(owner => owner.Uid == change.Owner) is true
        && change.Template.Equals(revision.Template);
}
