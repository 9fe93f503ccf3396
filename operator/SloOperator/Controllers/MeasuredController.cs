using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.Policy;

namespace SloOperator.Controllers;

/// <summary>What makes an object that is measured be reconciled: its own change, that of its endpoint or its policy, new readings, and a resync.</summary>
/// <param name="name">Of the controller, as metrics show it.</param>
/// <param name="objects">Of its kind.</param>
/// <param name="named">What they may name of the platform team's.</param>
/// <param name="reconciler">Of one of them.</param>
/// <param name="surroundings">Its clock and its log.</param>
internal abstract class MeasuredController<T>(
    string name,
    IResourceStore<T> objects,
    (
        IResourceStore<PrometheusEndpoint> Endpoints,
        IResourceStore<ErrorBudgetPolicy> Policies
    ) named,
    IReconciler<ResourceName> reconciler,
    (TimeProvider Time, ILogger Log) surroundings
)
    where T : class, IKubernetesObject
{
    /// <summary>Completes when all else was read that a decision hangs on: what is not there yet would look like what is not there.</summary>
    protected virtual Task Others => Task.CompletedTask;

    public async Task RunAsync(CancellationToken ct)
    {
        using var queue = new WorkQueue<ResourceName>(surroundings.Time, name);
        void OnEndpoint(ResourceName endpoint) =>
            AddUsersOf(endpoint, (EndpointOf, DefaultEndpoint.Name), queue);
        void OnPolicy(ResourceName policy) =>
            AddUsersOf(policy, (PolicyOf, BudgetPolicy.Default.Name), queue);

        await Task.WhenAll(objects.Synced, named.Endpoints.Synced, named.Policies.Synced, Others)
            .WaitAsync(ct);
        objects.Changed += queue.Add;
        ListenToReadings(queue.Add);
        named.Endpoints.Changed += OnEndpoint;
        named.Policies.Changed += OnPolicy;
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
            named.Endpoints.Changed -= OnEndpoint;
            named.Policies.Changed -= OnPolicy;
        }
    }

    /// <summary>Name of the PrometheusEndpoint that its spec names; null where it names none.</summary>
    protected abstract string? EndpointOf(T value);

    /// <summary>Name of the ErrorBudgetPolicy that its spec names; null where it names none.</summary>
    protected abstract string? PolicyOf(T value);

    protected abstract void ListenToReadings(Action<ResourceName> changed);

    protected abstract void LeaveReadings(Action<ResourceName> changed);

    private void AddAll(WorkQueue<ResourceName> queue)
    {
        foreach (Decoded<T> found in objects.List())
        {
            queue.Add(found.Name);
        }
    }

    private void AddUsersOf(
        ResourceName used,
        (Func<T, string?> NameOf, string Default) reference,
        WorkQueue<ResourceName> queue
    )
    {
        foreach (Decoded<T> found in objects.List())
        {
            string? reached = found.Value is { } value ? reference.NameOf(value) : null;
            if ((reached ?? reference.Default) == used.Name)
            {
                queue.Add(found.Name);
            }
        }
    }
}
