using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>One TeamSLO: load, map, gather, assess (pure), publish once. It never queries; it reads ledgers.</summary>
internal sealed class TeamSloReconciler(
    IResourceStore<TeamSlo> store,
    TeamSloMapper mapper,
    IBudgetReadings readings,
    TeamSloPublication publication,
    IBudgetGauges gauges,
    TimeProvider time
) : IReconciler<ResourceName>
{
    private readonly UnreadableStatuses<TeamSloStatus> _unreadable = new();

    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        if (store.Find(key) is not { } found || found.Metadata.DeletionTimestamp is not null)
        {
            Release(key);
            _unreadable.Forget(key);
            return new ReconcileResult.Done();
        }

        if (found.Value is not { } slo)
        {
            return await RefuseUnreadableAsync(found, ct);
        }

        _unreadable.Forget(key);
        TeamSloMapping mapping = mapper.Map(slo);
        return mapping.IsUsable
            ? await EvaluateAsync(slo, mapping.Objectives, ct)
            : await RefuseAsync(slo, mapping.Problems, ct);
    }

    private async ValueTask<ReconcileResult> EvaluateAsync(
        TeamSlo slo,
        TeamObjectives objectives,
        CancellationToken ct
    )
    {
        readings.Track(SubscriptionMapper.Map(objectives));
        Evaluation? evaluation = readings.Read(
            objectives.Owner,
            read => Evaluation.Of(objectives, read)
        );
        if (evaluation is null)
        {
            // Nothing was read yet: the collector says when there is.
            return new ReconcileResult.Done();
        }

        if (evaluation.Problems.Count > 0)
        {
            gauges.Remove(objectives.Owner);
            return await RefuseAsync(slo, evaluation.Problems, ct, release: false);
        }

        gauges.Show(objectives, evaluation.Assessment);
        TeamSloStatus status = TeamSloStatusBuilder.Build(
            objectives,
            evaluation.Assessment,
            slo.Status,
            time.GetUtcNow()
        );
        await publication.PublishAsync(slo, status, ct);
        return new ReconcileResult.Done();
    }

    /// <param name="slo">What cannot be used.</param>
    /// <param name="problems">All of them.</param>
    /// <param name="ct">Ends the write.</param>
    /// <param name="release">False keeps reading: only the data can show that the problem is gone.</param>
    private async ValueTask<ReconcileResult> RefuseAsync(
        TeamSlo slo,
        IReadOnlyList<Problem> problems,
        CancellationToken ct,
        bool release = true
    )
    {
        if (release)
        {
            Release(ResourceName.Of(slo.Metadata));
        }

        await publication.PublishAsync(slo, Invalid(slo, problems), ct);
        return Stalled(problems);
    }

    private async ValueTask<ReconcileResult> RefuseUnreadableAsync(
        Decoded<TeamSlo> found,
        CancellationToken ct
    )
    {
        Release(found.Name);
        var slo = new TeamSlo
        {
            Metadata = found.Metadata,
            Status = _unreadable.Find(found.Metadata),
        };
        Problem[] problems = [new("spec", found.Error!)];
        TeamSloStatus status = Invalid(slo, problems);
        if (await publication.PublishAsync(slo, status, ct))
        {
            _unreadable.Keep(found.Metadata, status);
        }

        return Stalled(problems);
    }

    private TeamSloStatus Invalid(TeamSlo slo, IReadOnlyList<Problem> problems) =>
        TeamSloStatusBuilder.Invalid(
            problems,
            slo.Metadata.Generation,
            slo.Status,
            time.GetUtcNow()
        );

    private static ReconcileResult.Stalled Stalled(IReadOnlyList<Problem> problems) =>
        new($"{problems.Count} problems in the spec, the first: {problems[0]}");

    private void Release(ResourceName owner)
    {
        readings.Untrack(owner);
        gauges.Remove(owner);
    }
}
