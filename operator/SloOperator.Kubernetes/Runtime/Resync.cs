namespace SloOperator.Kubernetes.Runtime;

/// <summary>Adds every key again about every ten minutes, which heals whatever a missed change left behind.</summary>
/// <param name="queue">Where the keys go.</param>
/// <param name="keys">All that exist, asked anew each time.</param>
/// <param name="time">Measures the period.</param>
/// <param name="random">In [0, 1): shifts the period by up to a tenth and spreads the keys over a tenth of it, so that neither replicas nor objects move in step.</param>
public sealed class Resync<TKey>(
    WorkQueue<TKey> queue,
    Func<IEnumerable<TKey>> keys,
    TimeProvider time,
    Func<double> random
)
    where TKey : notnull
{
    private static readonly TimeSpan _period = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _spread = _period / 10;

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Task.Delay(_period + (_spread * ((2 * random()) - 1)), time, ct)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested)
            {
                return;
            }

            foreach (TKey key in keys())
            {
                queue.AddAfter(key, _spread * random());
            }
        }
    }
}
