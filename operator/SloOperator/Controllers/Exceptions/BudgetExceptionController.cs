using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.Policy;

namespace SloOperator.Controllers.Exceptions;

/// <summary>Reconciles BudgetExceptions, also when their TeamSLO, another exception of it or a policy changed, or what they give back.</summary>
internal sealed class BudgetExceptionController(
    (
        IResourceStore<BudgetException> Exceptions,
        IResourceStore<TeamSlo> Slos,
        IResourceStore<ErrorBudgetPolicy> Policies
    ) stores,
    BudgetExceptionReconciler reconciler,
    AcceptedExceptions accepted,
    (TimeProvider Time, ILogger<BudgetExceptionController> Log) surroundings
)
{
    public async Task RunAsync(CancellationToken ct)
    {
        using var queue = new WorkQueue<ResourceName>(surroundings.Time, "budgetexception");
        void OnException(ResourceName name) => AddWithOthers(name, queue);
        void OnSlo(ResourceName slo) => AddOf(slo, queue);
        void OnPolicy(ResourceName policy) => AddAll(queue);

        await Task.WhenAll(stores.Exceptions.Synced, stores.Slos.Synced, stores.Policies.Synced)
            .WaitAsync(ct);
        stores.Exceptions.Changed += OnException;
        stores.Slos.Changed += OnSlo;
        stores.Policies.Changed += OnPolicy;
        accepted.Reported += queue.Add;
        try
        {
            AddAll(queue);
            await new ReconcileLoop<ResourceName>(
                queue,
                reconciler,
                new ReconcileLoopOptions { Workers = 1 },
                surroundings.Log
            ).RunAsync(ct);
        }
        finally
        {
            stores.Exceptions.Changed -= OnException;
            stores.Slos.Changed -= OnSlo;
            stores.Policies.Changed -= OnPolicy;
            accepted.Reported -= queue.Add;
        }
    }

    private void AddAll(WorkQueue<ResourceName> queue)
    {
        foreach (Decoded<BudgetException> found in stores.Exceptions.List())
        {
            queue.Add(found.Name);
        }
    }

    private void AddOf(ResourceName slo, WorkQueue<ResourceName> queue)
    {
        foreach (Decoded<BudgetException> found in stores.Exceptions.List())
        {
            if (found.Value is { } exception && ExceptionBook.SloOf(exception) == slo)
            {
                queue.Add(found.Name);
            }
        }
    }

    /// <summary>One that overlapped it may be accepted now, or refused. Of one that is gone it cannot be told whose others are.</summary>
    private void AddWithOthers(ResourceName name, WorkQueue<ResourceName> queue)
    {
        queue.Add(name);
        if (stores.Exceptions.Find(name)?.Value is { } exception)
        {
            AddOf(ExceptionBook.SloOf(exception), queue);
        }
        else
        {
            AddAll(queue);
        }
    }
}
