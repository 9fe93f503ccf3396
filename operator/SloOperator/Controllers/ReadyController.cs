using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;

namespace SloOperator.Controllers;

/// <summary>Reconciles each object of a kind when it changes, and again each time its reconciler asks for it.</summary>
/// <param name="name">Of the controller, as metrics show it.</param>
/// <param name="store">Of the kind.</param>
/// <param name="reconciler">Of one of them.</param>
/// <param name="surroundings">Its clock and its log.</param>
internal sealed class ReadyController<T>(
    string name,
    IResourceStore<T> store,
    ReadyReconciler<T> reconciler,
    (TimeProvider Time, ILogger Log) surroundings
)
    where T : class, IKubernetesObject
{
    public async Task RunAsync(CancellationToken ct)
    {
        using var queue = new WorkQueue<ResourceName>(surroundings.Time, name);
        await store.Synced.WaitAsync(ct);
        store.Changed += queue.Add;
        try
        {
            foreach (Decoded<T> found in store.List())
            {
                queue.Add(found.Name);
            }

            await new ReconcileLoop<ResourceName>(
                queue,
                reconciler,
                new ReconcileLoopOptions { Workers = 1 },
                surroundings.Log
            ).RunAsync(ct);
        }
        finally
        {
            store.Changed -= queue.Add;
        }
    }
}
