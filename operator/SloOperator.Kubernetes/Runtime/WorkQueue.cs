namespace SloOperator.Kubernetes.Runtime;

/// <summary>client-go's work queue: a key waits at most once, is never with two workers, and a key that is added while it is being worked on comes back afterwards.</summary>
/// <remarks>No key is ever dropped: what was added is taken at least once later, however often it fails.</remarks>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Queue<TKey> _ready = new();
    private readonly HashSet<TKey> _dirty = [];
    private readonly HashSet<TKey> _processing = [];
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly DelayedKeys<TKey> _delayed;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _shutDown;

    /// <param name="time">Runs the delays.</param>
    /// <param name="controller">The label of this queue's metrics.</param>
    public WorkQueue(TimeProvider time, string controller)
    {
        Time = time;
        Controller = controller;
        _delayed = new DelayedKeys<TKey>(time, Add);
    }

    /// <summary>Keys ready for a worker; those with a delay or with a worker do not count.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _ready.Count;
            }
        }
    }

    internal string Controller { get; }

    internal TimeProvider Time { get; }

    /// <summary>Ignored after <see cref="ShutDown"/>.</summary>
    public void Add(TKey key)
    {
        lock (_gate)
        {
            if (!_shutDown && _dirty.Add(key) && !_processing.Contains(key))
            {
                Enqueue(key);
            }
        }
    }

    /// <summary>Of two delays for one key the earlier is kept.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
        }
        else
        {
            _delayed.Add(key, delay);
        }
    }

    /// <summary>Waits for a key, which stays with the caller until <see cref="Done"/>; after <see cref="ShutDown"/> the rest is handed out, then IsShutDown is true and there is no key.</summary>
    public async ValueTask<(TKey Key, bool IsShutDown)> GetAsync(CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_ready.TryDequeue(out TKey? key))
                {
                    _dirty.Remove(key);
                    _processing.Add(key);
                    RuntimeMetrics.Taken(Controller);
                    return (key, false);
                }

                if (_shutDown)
                {
                    return (default!, true);
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(ct);
        }
    }

    /// <summary>The worker is through with the key, whatever came of it.</summary>
    public void Done(TKey key)
    {
        lock (_gate)
        {
            if (_processing.Remove(key) && _dirty.Contains(key))
            {
                Enqueue(key);
            }
        }
    }

    /// <summary>Adds the key after 5 ms, doubled for each failure since <see cref="Forget"/>, at most 1000 s.</summary>
    public void Retry(TKey key)
    {
        int before;
        lock (_gate)
        {
            before = _failures.GetValueOrDefault(key);
            _failures[key] = before + 1;
        }

        RuntimeMetrics.PutOff(Controller);
        AddAfter(key, Backoff.After(before));
    }

    /// <summary>The key's next failure counts as its first.</summary>
    public void Forget(TKey key)
    {
        lock (_gate)
        {
            _failures.Remove(key);
        }
    }

    /// <summary>Takes no more keys; those that are ready are still handed out, those with a delay are not.</summary>
    public void ShutDown()
    {
        _delayed.Dispose();
        lock (_gate)
        {
            _shutDown = true;
            Pulse();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ShutDown();

    private void Enqueue(TKey key)
    {
        _ready.Enqueue(key);
        RuntimeMetrics.Queued(Controller);
        Pulse();
    }

    private void Pulse()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
