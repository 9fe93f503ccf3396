using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>What makes an object that is measured be reconciled: its own change, that of its endpoint, new readings, and a resync.</summary>
/// <param name="name">Of the controller, as metrics show it.</param>
/// <param name="objects">Of its kind.</param>
/// <param name="endpoints">Whom they may name.</param>
/// <param name="reconciler">Of one of them.</param>
/// <param name="surroundings">Its clock and its log.</param>
internal abstract class MeasuredController<T>(
    string name,
    IResourceStore<T> objects,
    IResourceStore<PrometheusEndpoint> endpoints,
    IReconciler<ResourceName> reconciler,
    (TimeProvider Time, ILogger Log) surroundings
)
    where T : class, IKubernetesObject
{
    public async Task RunAsync(CancellationToken ct)
    {
        using var queue = new WorkQueue<ResourceName>(surroundings.Time, name);
        void OnEndpoint(ResourceName endpoint) => AddUsersOf(endpoint, queue);

        await Task.WhenAll(objects.Synced, endpoints.Synced).WaitAsync(ct);
        objects.Changed += queue.Add;
        ListenToReadings(queue.Add);
        endpoints.Changed += OnEndpoint;
        try
        {
            AddAll(queue);
            var resync = new Resync<ResourceName>(
                queue,
                () => objects.List().Select(found => found.Name),
                surroundings.Time,
                Random.Shared.NextDouble
            );
            var loop = new ReconcileLoop<ResourceName>(
                queue,
                reconciler,
                new ReconcileLoopOptions(),
                surroundings.Log
            );
            await Task.WhenAll(loop.RunAsync(ct), resync.RunAsync(ct));
        }
        finally
        {
            objects.Changed -= queue.Add;
            LeaveReadings(queue.Add);
            endpoints.Changed -= OnEndpoint;
        }
    }

    /// <summary>Name of the PrometheusEndpoint that its spec names; null where it names none.</summary>
    protected abstract string? EndpointOf(T value);

    protected abstract void ListenToReadings(Action<ResourceName> changed);

    protected abstract void LeaveReadings(Action<ResourceName> changed);

    private void AddAll(WorkQueue<ResourceName> queue)
    {
        foreach (Decoded<T> found in objects.List())
        {
            queue.Add(found.Name);
        }
    }

    private void AddUsersOf(ResourceName endpoint, WorkQueue<ResourceName> queue)
    {
        foreach (Decoded<T> found in objects.List())
        {
            string? named = found.Value is { } value ? EndpointOf(value) : null;
            if ((named ?? DefaultEndpoint.Name) == endpoint.Name)
            {
                queue.Add(found.Name);
            }
        }
    }
}
