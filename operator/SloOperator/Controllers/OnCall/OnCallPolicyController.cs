using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>What makes an OnCallPolicy be reconciled: its own change, that of its endpoint, new pages, and a resync.</summary>
internal sealed class OnCallPolicyController(
    IResourceStore<OnCallPolicy> policies,
    IResourceStore<PrometheusEndpoint> endpoints,
    IPageReadings readings,
    OnCallPolicyReconciler reconciler,
    TimeProvider time,
    ILogger<OnCallPolicyController> log
)
{
    private const string Name = "oncallpolicy";

    public async Task RunAsync(CancellationToken ct)
    {
        using var queue = new WorkQueue<ResourceName>(time, Name);
        void OnEndpoint(ResourceName endpoint) => AddUsersOf(endpoint, queue);

        await Task.WhenAll(policies.Synced, endpoints.Synced).WaitAsync(ct);
        policies.Changed += queue.Add;
        readings.Changed += queue.Add;
        endpoints.Changed += OnEndpoint;
        try
        {
            foreach (Decoded<OnCallPolicy> policy in policies.List())
            {
                queue.Add(policy.Name);
            }

            var resync = new Resync<ResourceName>(
                queue,
                () => policies.List().Select(policy => policy.Name),
                time,
                Random.Shared.NextDouble
            );
            var loop = new ReconcileLoop<ResourceName>(
                queue,
                reconciler,
                new ReconcileLoopOptions(),
                log
            );
            await Task.WhenAll(loop.RunAsync(ct), resync.RunAsync(ct));
        }
        finally
        {
            policies.Changed -= queue.Add;
            readings.Changed -= queue.Add;
            endpoints.Changed -= OnEndpoint;
        }
    }

    private void AddUsersOf(ResourceName endpoint, WorkQueue<ResourceName> queue)
    {
        foreach (Decoded<OnCallPolicy> policy in policies.List())
        {
            if ((policy.Value?.Spec?.Prometheus ?? DefaultEndpoint.Name) == endpoint.Name)
            {
                queue.Add(policy.Name);
            }
        }
    }
}
