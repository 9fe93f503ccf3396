using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers;

/// <summary>One TeamSLO: load, map, gather, assess (pure), publish once. It never queries; it reads ledgers.</summary>
internal sealed class TeamSloReconciler(
    IResourceStore<TeamSlo> store,
    IResourceStore<OnCallPolicy> policies,
    TeamSloMapper mapper,
    IBudgetReadings readings,
    TeamSloPublication publication,
    IBudgetGauges gauges,
    TimeProvider time
) : IReconciler<ResourceName>
{
    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        if (store.Find(key) is not { } found || found.Metadata.DeletionTimestamp is not null)
        {
            Release(key);
            publication.Forget(key);
            return new ReconcileResult.Done();
        }

        if (found.Value is not { } slo)
        {
            TeamSlo unreadable = publication.Unreadable(found.Metadata);
            return await RefuseAsync(unreadable, Problem.OfDecoding(found.Error!), ct);
        }

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
            // Reading goes on: only the data can show that the problem is gone.
            gauges.Remove(objectives.Owner);
            await PublishProblemsAsync(slo, evaluation.Problems, ct);
            return new ReconcileResult.Done();
        }

        gauges.Show(objectives, evaluation.Assessment);
        TeamSloStatus status = TeamSloStatusBuilder.Build(
            objectives,
            evaluation.Assessment,
            publication.LastPublished(slo),
            time.GetUtcNow()
        ) with
        {
            OnCall = TeamLoad.Of(
                objectives,
                policies.Synced.IsCompletedSuccessfully ? policies.Find : null
            ),
        };
        await publication.PublishAsync(slo, status, ct);
        return new ReconcileResult.Done();
    }

    private async ValueTask<ReconcileResult> RefuseAsync(
        TeamSlo slo,
        IReadOnlyList<Problem> problems,
        CancellationToken ct
    )
    {
        Release(ResourceName.Of(slo.Metadata));
        await PublishProblemsAsync(slo, problems, ct);
        return new ReconcileResult.Stalled(
            $"{problems.Count} problems in the spec, the first: {problems[0]}"
        );
    }

    private Task<bool> PublishProblemsAsync(
        TeamSlo slo,
        IReadOnlyList<Problem> problems,
        CancellationToken ct
    )
    {
        TeamSloStatus status = TeamSloStatusBuilder.Invalid(
            problems,
            slo.Metadata.Generation,
            publication.LastPublished(slo),
            time.GetUtcNow()
        );
        return publication.PublishAsync(slo, status, ct);
    }

    private void Release(ResourceName owner)
    {
        readings.Untrack(owner);
        gauges.Remove(owner);
    }
}
