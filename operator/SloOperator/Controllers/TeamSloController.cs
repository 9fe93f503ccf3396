using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>What makes a TeamSLO be reconciled: its own change, that of its endpoint, new readings, and a resync.</summary>
internal sealed class TeamSloController(
    IResourceStore<TeamSlo> slos,
    IResourceStore<PrometheusEndpoint> endpoints,
    IBudgetReadings readings,
    TeamSloReconciler reconciler,
    TimeProvider time,
    ILogger<TeamSloController> log
)
{
    private const string Name = "teamslo";

    public async Task RunAsync(CancellationToken ct)
    {
        using var queue = new WorkQueue<ResourceName>(time, Name);
        void OnEndpoint(ResourceName endpoint) => AddUsersOf(endpoint, queue);

        await Task.WhenAll(slos.Synced, endpoints.Synced).WaitAsync(ct);
        slos.Changed += queue.Add;
        readings.Changed += queue.Add;
        endpoints.Changed += OnEndpoint;
        try
        {
            AddAll(queue);
            var resync = new Resync<ResourceName>(
                queue,
                () => slos.List().Select(slo => slo.Name),
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
            slos.Changed -= queue.Add;
            readings.Changed -= queue.Add;
            endpoints.Changed -= OnEndpoint;
        }
    }

    private void AddAll(WorkQueue<ResourceName> queue)
    {
        foreach (Decoded<TeamSlo> slo in slos.List())
        {
            queue.Add(slo.Name);
        }
    }

    private void AddUsersOf(ResourceName endpoint, WorkQueue<ResourceName> queue)
    {
        foreach (Decoded<TeamSlo> slo in slos.List())
        {
            if ((slo.Value?.Spec?.Prometheus ?? DefaultEndpoint.Name) == endpoint.Name)
            {
                queue.Add(slo.Name);
            }
        }
    }
}
