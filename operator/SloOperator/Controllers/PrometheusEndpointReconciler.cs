using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Prometheus.Collection;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>Says on a PrometheusEndpoint whether it can be used and answers; once a minute, whether or not anybody uses it.</summary>
internal sealed class PrometheusEndpointReconciler(
    IResourceStore<PrometheusEndpoint> store,
    IEndpointProbe probe,
    IEventSink events,
    TimeProvider time
) : IReconciler<ResourceName>
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly WrittenStatuses<PrometheusEndpointStatus> _written = new();

    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        if (store.Find(key) is not { } found || found.Metadata.DeletionTimestamp is not null)
        {
            _written.Forget(key);
            return new ReconcileResult.Done();
        }

        if (found.Value is not { } endpoint)
        {
            var unreadable = new PrometheusEndpoint
            {
                Metadata = found.Metadata,
                Status = _written.Find(found.Metadata),
            };
            return await RefuseAsync(unreadable, Problem.OfDecoding(found.Error!), ct);
        }

        PrometheusEndpointMapping mapping = PrometheusEndpointMapper.Map(endpoint);
        return mapping.IsUsable
            ? await ProbeAsync(endpoint, mapping.Endpoint, ct)
            : await RefuseAsync(endpoint, mapping.Problems, ct);
    }

    private async Task<ReconcileResult> ProbeAsync(
        PrometheusEndpoint endpoint,
        UsableEndpoint usable,
        CancellationToken ct
    )
    {
        EndpointHealth health = await probe.ProbeAsync(usable.Options, ct);
        ConditionFact fact = health.IsReachable
            ? Reachable(true, ConditionReasons.Answers, "The server answers.")
            : Reachable(
                false,
                ConditionReasons.Unreachable,
                health.Reason ?? "The server does not answer."
            );
        PrometheusEndpointStatus status = Describe(endpoint, fact) with
        {
            Version = health.Version ?? endpoint.Status?.Version,
        };
        await PublishAsync(endpoint, status, ct);
        return new ReconcileResult.Done(Period);
    }

    private async Task<ReconcileResult> RefuseAsync(
        PrometheusEndpoint endpoint,
        IReadOnlyList<Problem> problems,
        CancellationToken ct
    )
    {
        ConditionFact fact = Invalid(problems);
        await PublishAsync(endpoint, Describe(endpoint, fact), ct);
        return new ReconcileResult.Stalled(fact.Message);
    }

    private PrometheusEndpointStatus Describe(PrometheusEndpoint endpoint, ConditionFact fact) =>
        new()
        {
            Conditions =
            [
                fact.After(
                    _written.Latest(endpoint.Metadata, endpoint.Status)?.Conditions,
                    endpoint.Metadata.Generation,
                    time.GetUtcNow()
                ),
            ],
        };

    private async Task PublishAsync(
        PrometheusEndpoint endpoint,
        PrometheusEndpointStatus status,
        CancellationToken ct
    )
    {
        PrometheusEndpointStatus? before = _written.Latest(endpoint.Metadata, endpoint.Status);
        if (
            before?.Version == status.Version
            && !MaterialChange.Differ(before?.Conditions, status.Conditions)
        )
        {
            return;
        }

        if (
            !await store.ApplyStatusAsync(
                endpoint.Metadata,
                status,
                ResourceJson.Default.PrometheusEndpointStatus,
                ct
            )
        )
        {
            return;
        }

        _written.Keep(endpoint.Metadata, status);
        foreach (Condition condition in Transitions.Between(before?.Conditions, status.Conditions))
        {
            events.Record(
                endpoint,
                Transitions.IsWarning(condition),
                condition.Reason,
                $"{condition.Type} is {condition.Status}: {condition.Message}"
            );
        }
    }

    private static ConditionFact Invalid(IReadOnlyList<Problem> problems) =>
        Reachable(false, ConditionReasons.InvalidSpec, string.Join("\n", problems));

    private static ConditionFact Reachable(bool holds, string reason, string message) =>
        new(ConditionTypes.Reachable, holds, reason, message);
}
