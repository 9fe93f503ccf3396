namespace SloOperator.Kubernetes.Runtime;

/// <summary>Keys that become due later, at most once each, on one timer.</summary>
internal sealed class DelayedKeys<TKey> : IDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Action<TKey> _due;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Dictionary<TKey, TimeSpan> _dueAt = [];

    // May hold a key twice: only the entry that agrees with _dueAt counts.
    private readonly PriorityQueue<TKey, TimeSpan> _order = new();
    private bool _disposed;

    public DelayedKeys(TimeProvider time, Action<TKey> due)
    {
        _time = time;
        _due = due;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(
            _ => Release(),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    public void Add(TKey key, TimeSpan delay)
    {
        lock (_gate)
        {
            TimeSpan at = _time.GetElapsedTime(_start) + delay;
            if (_disposed || (_dueAt.TryGetValue(key, out TimeSpan earlier) && earlier <= at))
            {
                return;
            }

            _dueAt[key] = at;
            _order.Enqueue(key, at);
            Arm();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }
    }

    private void Release()
    {
        List<TKey> due = [];
        lock (_gate)
        {
            TimeSpan now = _time.GetElapsedTime(_start);
            while (_order.TryPeek(out TKey? key, out TimeSpan at) && at <= now)
            {
                _order.Dequeue();
                if (_dueAt.TryGetValue(key, out TimeSpan wanted) && wanted == at)
                {
                    _dueAt.Remove(key);
                    due.Add(key);
                }
            }

            Arm();
        }

        due.ForEach(_due);
    }

    private void Arm()
    {
        if (!_disposed && _order.TryPeek(out _, out TimeSpan at))
        {
            TimeSpan left = at - _time.GetElapsedTime(_start);
            // A timer's resolution is a millisecond: a fraction rounded down to zero would make it spin.
            _timer.Change(left < _resolution ? _resolution : left, Timeout.InfiniteTimeSpan);
        }
    }

    private static readonly TimeSpan _resolution = TimeSpan.FromMilliseconds(1);
}
