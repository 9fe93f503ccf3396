using SloOperator.Controllers.Policy;
using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers;

/// <summary>One TeamSLO: load, map, gather, decide (pure), file, publish once. It never queries; it reads ledgers.</summary>
internal sealed class TeamSloReconciler(
    IResourceStore<TeamSlo> store,
    IResourceStore<OnCallPolicy> policies,
    TeamSloMapper mapper,
    IBudgetReadings readings,
    TeamPolicy policy,
    TeamSloPublication publication,
    IBudgetGauges gauges,
    TimeProvider time
) : IReconciler<ResourceName>
{
    private readonly DetailWishes _wishes = new();

    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        if (store.Find(key) is not { } found || found.Metadata.DeletionTimestamp is not null)
        {
            Release(key);
            publication.Forget(key);
            await policy.ForgetAsync(key, ct);
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
        TeamSloStatus? last = publication.LastPublished(slo);
        readings.Track(SubscriptionMapper.Map(objectives, _wishes.Of(objectives.Owner)));
        TeamOutcome? outcome = readings.Read(
            objectives.Owner,
            read => policy.Decide(objectives, read, last)
        );
        if (outcome is null)
        {
            // Nothing was read yet: the collector says when there is.
            return new ReconcileResult.Done();
        }

        if (_wishes.Note(objectives, outcome))
        {
            readings.Track(SubscriptionMapper.Map(objectives, _wishes.Of(objectives.Owner)));
        }

        if (outcome.Decision is not { } decision)
        {
            // Reading goes on: only the data can show that the problem is gone.
            gauges.Remove(objectives.Owner);
            await PublishProblemsAsync(slo, outcome.Evaluation.Problems, ct);
            return new ReconcileResult.Done();
        }

        FilingOutcome filed = await FilingOutcome.OfAsync(
            policy.FileAsync(objectives, outcome, ct),
            last?.Tickets
        );
        var findings = new GateFindings(decision, filed.Tickets, objectives.Policy);
        gauges.Show(objectives, outcome.Evaluation.Assessment, findings);
        await publication.PublishAsync(
            slo,
            Describe(objectives, outcome.Evaluation, findings, last),
            ct
        );
        return filed.Failure is { } failure
            ? new ReconcileResult.Retry(failure)
            : new ReconcileResult.Done();
    }

    private TeamSloStatus Describe(
        TeamObjectives objectives,
        Evaluation evaluation,
        GateFindings findings,
        TeamSloStatus? last
    )
    {
        DateTimeOffset now = time.GetUtcNow();
        TeamSloStatus status = TeamSloStatusBuilder.Build(
            objectives,
            evaluation.Assessment,
            last,
            now
        ) with
        {
            OnCall = TeamLoad.Of(
                objectives,
                policies.Synced.IsCompletedSuccessfully ? policies.Find : null
            ),
        };
        return GateStatusBuilder.Add(status, findings, last, now);
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
        TeamSloStatus? last = publication.LastPublished(slo);
        DateTimeOffset now = time.GetUtcNow();
        TeamSloStatus status = TeamSloStatusBuilder.Invalid(
            problems,
            slo.Metadata.Generation,
            last,
            now
        );
        return publication.PublishAsync(slo, GateStatusBuilder.AddInvalid(status, last, now), ct);
    }

    private void Release(ResourceName owner)
    {
        readings.Untrack(owner);
        gauges.Remove(owner);
        _wishes.Forget(owner);
    }
}
