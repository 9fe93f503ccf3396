using SloOperator.Controllers.Tickets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>One OnCallPolicy: load, map, gather, decide (pure), file, publish once. It never asks; it reads what was read.</summary>
internal sealed class OnCallPolicyReconciler(
    IResourceStore<OnCallPolicy> store,
    OnCallPolicyMapper mapper,
    IPageReadings readings,
    RotationPolicy rotation,
    OnCallPublication publication,
    IOnCallGauges gauges,
    TimeProvider time
) : IReconciler<ResourceName>
{
    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        if (store.Find(key) is not { } found || found.Metadata.DeletionTimestamp is not null)
        {
            Release(key);
            publication.Forget(key);
            await rotation.ForgetAsync(key, ct);
            return new ReconcileResult.Done();
        }

        if (found.Value is not { } policy)
        {
            OnCallPolicy unreadable = publication.Unreadable(found.Metadata);
            return await RefuseAsync(unreadable, Problem.OfDecoding(found.Error!), ct);
        }

        OnCallPolicyMapping mapping = mapper.Map(policy);
        return mapping.IsUsable
            ? await EvaluateAsync(policy, mapping.Terms, ct)
            : await RefuseAsync(policy, mapping.Problems, ct);
    }

    private async ValueTask<ReconcileResult> EvaluateAsync(
        OnCallPolicy policy,
        OnCallTerms terms,
        CancellationToken ct
    )
    {
        OnCallPolicyStatus? last = publication.LastPublished(policy);
        readings.Track(terms, last?.Webhook);
        if (readings.Read(terms.Owner) is not { } reading)
        {
            // Nothing was read yet: the source says when there is.
            return new ReconcileResult.Done();
        }

        LoadAssessment assessment = LoadAssessor.Assess(terms.Plan, reading.History);
        gauges.Show(terms, assessment);
        LoadDecision decision = rotation.Decide(terms, assessment, last);
        FilingOutcome filed = await FilingOutcome.OfAsync(
            rotation.FileAsync(terms, (assessment, decision), ct),
            last?.Tickets
        );
        var findings = new LoadFindings(decision, filed.Tickets);
        DateTimeOffset now = time.GetUtcNow();
        OnCallPolicyStatus status = OnCallStatusBuilder.Add(
            OnCallStatusBuilder.Build(terms, assessment, last, now),
            findings,
            last,
            now
        ) with
        {
            Webhook = reading.ToKeep,
        };
        bool isCurrent = await publication.PublishAsync(policy, status, ct);
        if (isCurrent && reading.ToKeep is { } kept)
        {
            readings.Kept(terms.Owner, kept);
        }

        return filed.Failure is { } failure
            ? new ReconcileResult.Retry(failure)
            : new ReconcileResult.Done();
    }

    private async ValueTask<ReconcileResult> RefuseAsync(
        OnCallPolicy policy,
        IReadOnlyList<Problem> problems,
        CancellationToken ct
    )
    {
        Release(ResourceName.Of(policy.Metadata));
        OnCallPolicyStatus status = OnCallStatusBuilder.Invalid(
            problems,
            policy.Metadata.Generation,
            publication.LastPublished(policy),
            time.GetUtcNow()
        );
        await publication.PublishAsync(policy, status, ct);
        return new ReconcileResult.Stalled(
            $"{problems.Count} problems in the spec, the first: {problems[0]}"
        );
    }

    private void Release(ResourceName owner)
    {
        readings.Untrack(owner);
        gauges.Remove(owner);
    }
}
