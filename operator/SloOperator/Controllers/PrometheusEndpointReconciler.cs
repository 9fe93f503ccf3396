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

    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        if (store.Find(key) is not { } found || found.Metadata.DeletionTimestamp is not null)
        {
            return new ReconcileResult.Done();
        }

        PrometheusEndpoint endpoint =
            found.Value ?? new PrometheusEndpoint { Metadata = found.Metadata };
        PrometheusEndpointMapping? mapping = found.Value is null
            ? null
            : PrometheusEndpointMapper.Map(endpoint);
        if (mapping is not { IsUsable: true })
        {
            string message = string.Join(
                "\n",
                mapping?.Problems ?? Problem.OfDecoding(found.Error!)
            );
            await PublishAsync(
                endpoint,
                Reachable(false, ConditionReasons.InvalidSpec, message),
                version: null,
                ct
            );
            return new ReconcileResult.Stalled(message);
        }

        EndpointHealth health = await probe.ProbeAsync(mapping.Endpoint.Options, ct);
        ConditionFact fact = health.IsReachable
            ? Reachable(true, ConditionReasons.Answers, "The server answers.")
            : Reachable(
                false,
                ConditionReasons.Unreachable,
                health.Reason ?? "The server does not answer."
            );
        await PublishAsync(endpoint, fact, health.Version ?? endpoint.Status?.Version, ct);
        return new ReconcileResult.Done(Period);
    }

    private async Task PublishAsync(
        PrometheusEndpoint endpoint,
        ConditionFact fact,
        string? version,
        CancellationToken ct
    )
    {
        PrometheusEndpointStatus? before = endpoint.Status;
        var status = new PrometheusEndpointStatus
        {
            Version = version,
            Conditions =
            [
                fact.After(before?.Conditions, endpoint.Metadata.Generation, time.GetUtcNow()),
            ],
        };
        if (
            before?.Version == version
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

    private static ConditionFact Reachable(bool holds, string reason, string message) =>
        new(ConditionTypes.Reachable, holds, reason, message);
}
