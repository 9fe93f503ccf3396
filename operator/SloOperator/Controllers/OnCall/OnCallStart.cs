using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>Runs what counts pages from the first OnCallPolicy on: an operator without one holds nothing for it.</summary>
/// <param name="policies">Kept current by others.</param>
/// <param name="parts">Made when they are asked for; each ends only when cancelled.</param>
internal sealed class OnCallStart(
    IResourceStore<OnCallPolicy> policies,
    Func<IEnumerable<OperatorPart>> parts
)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await FirstPolicyAsync(ct);
        using var together = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] running = [.. parts().Select(part => part.RunAsync(together.Token))];
        Task first = await Task.WhenAny(running);
        // One that ends early ends this, which stops the program: half an operator looks like a whole one.
        await together.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private async Task FirstPolicyAsync(CancellationToken ct)
    {
        var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnChange(ResourceName name) => found.TrySetResult();

        policies.Changed += OnChange;
        try
        {
            await policies.Synced.WaitAsync(ct);
            if (policies.List().Count == 0)
            {
                await found.Task.WaitAsync(ct);
            }
        }
        finally
        {
            policies.Changed -= OnChange;
        }
    }
}
