using System.Collections.Concurrent;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;

namespace SloOperator.Soak.Following;

/// <summary>Looks at an object, works on it for a moment, and only then remembers what it saw; every fifth time it fails instead.</summary>
internal sealed class SightReconciler(Func<ResourceName, Seen?> look, TimeSpan longest)
    : IReconciler<ResourceName>
{
    private const int TurnsToFailure = 5;

    private readonly ConcurrentDictionary<ResourceName, Seen> _last = new();
    private readonly ConcurrentDictionary<ResourceName, int> _working = new();
    private int _turns;

    /// <summary>Of each key that was worked on, what the last reconcile saw of it; a key that was gone then is left out.</summary>
    public IReadOnlyDictionary<ResourceName, Seen> Last => _last;

    public int Turns => Volatile.Read(ref _turns);

    /// <summary>A rule of the queue that was broken, null when none was.</summary>
    public string? Broken { get; private set; }

    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        int turn = Interlocked.Increment(ref _turns);
        if (!_working.TryAdd(key, turn))
        {
            Broken ??= $"two workers had {key} at the same time";
        }

        try
        {
            Seen? seen = look(key);
            await Task.Delay(longest * (turn % 4) / 3, TimeProvider.System, ct);
            return turn % TurnsToFailure == 0 ? Fail(turn) : Remember(key, seen);
        }
        finally
        {
            _working.TryRemove(key, out _);
        }
    }

    private static ReconcileResult.Retry Fail(int turn) =>
        turn % (2 * TurnsToFailure) == 0
            ? throw new IOException("as every tenth time")
            : new ReconcileResult.Retry(new IOException("as every tenth time"));

    private ReconcileResult.Done Remember(ResourceName key, Seen? seen)
    {
        if (seen is null)
        {
            _last.TryRemove(key, out _);
        }
        else
        {
            _last[key] = seen;
        }

        return new ReconcileResult.Done();
    }
}
