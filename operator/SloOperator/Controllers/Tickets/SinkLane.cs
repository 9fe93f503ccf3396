using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>Turns at one sink, evenly spaced, to whoever is the most urgent when a turn comes up. A turn is held until it is used or given back.</summary>
internal sealed class SinkLane : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Action<ResourceName> _ready;
    private readonly TimeSpan _spacing;
    private readonly int? _perHour;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Queue<TimeSpan> _lastHour = new();
    private readonly SortedDictionary<TicketRank, ResourceName> _waiting = [];
    private readonly Dictionary<ResourceName, TicketRank> _ranks = [];
    private readonly HashSet<ResourceName> _turns = [];
    private readonly HashSet<ResourceName> _underWay = [];
    private TimeSpan _next;
    private TimeSpan _rest;
    private bool _isDoubted;
    private bool _disposed;

    /// <param name="perMinute">Most turns in any minute.</param>
    /// <param name="perHour">Most turns in any hour; null: no such limit.</param>
    /// <param name="time">Spaces them.</param>
    /// <param name="ready">Told whose turn it is.</param>
    public SinkLane(int perMinute, int? perHour, TimeProvider time, Action<ResourceName> ready)
    {
        _spacing = TimeSpan.FromMinutes(1) / Math.Max(1, perMinute);
        _perHour = perHour;
        _time = time;
        _ready = ready;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(
            _ => Release(),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>True: it has the turn, and keeps it until it is used or given back. False: it is told when its turn has come.</summary>
    public bool TryTake(ResourceName key, TicketRank rank)
    {
        lock (_gate)
        {
            if (_turns.Contains(key) && Now >= _rest)
            {
                return true;
            }

            _turns.Remove(key);
            Enrol(key, rank);
            if (IsOpen() && _ranks[key] == _waiting.First().Key)
            {
                Grant(key);
                return true;
            }

            Arm();
            return false;
        }
    }

    /// <summary>The call is made.</summary>
    public void Use(ResourceName key)
    {
        lock (_gate)
        {
            _turns.Remove(key);
            if (_isDoubted)
            {
                _underWay.Add(key);
            }
        }
    }

    /// <summary>It waits no more; a turn that was not used goes to the next.</summary>
    public void Leave(ResourceName key)
    {
        lock (_gate)
        {
            Withdraw(key);
            _underWay.Remove(key);
            if (_turns.Remove(key))
            {
                _next -= _spacing;
            }

            Arm();
        }
    }

    /// <summary>No turns before then. Afterwards one at a time, until the sink has answered.</summary>
    public void Rest(ResourceName key, TimeSpan rest)
    {
        lock (_gate)
        {
            _turns.Remove(key);
            _underWay.Remove(key);
            _isDoubted = true;
            _rest = Later(_rest, Now + rest);
            Arm();
        }
    }

    /// <summary>The sink has answered.</summary>
    public void Trust()
    {
        lock (_gate)
        {
            _isDoubted = false;
            _underWay.Clear();
            Arm();
        }
    }

    /// <summary>Whoever waits is told, to wait elsewhere.</summary>
    public void Dispose()
    {
        ResourceName[] waiting;
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
            waiting = [.. _waiting.Values];
            _waiting.Clear();
            _ranks.Clear();
        }

        Array.ForEach(waiting, _ready);
    }

    private void Release()
    {
        List<ResourceName> granted = [];
        lock (_gate)
        {
            while (_waiting.Count > 0 && IsOpen())
            {
                ResourceName key = _waiting.First().Value;
                Grant(key);
                granted.Add(key);
            }

            Arm();
        }

        granted.ForEach(_ready);
    }

    private void Enrol(ResourceName key, TicketRank rank)
    {
        Withdraw(key);
        _ranks[key] = rank;
        _waiting[rank] = key;
    }

    private void Withdraw(ResourceName key)
    {
        if (_ranks.Remove(key, out TicketRank rank))
        {
            _waiting.Remove(rank);
        }
    }

    private void Grant(ResourceName key)
    {
        Withdraw(key);
        _turns.Add(key);
        _next = Later(_next, Now) + _spacing;
        if (_perHour is not null)
        {
            _lastHour.Enqueue(Now);
        }
    }

    private bool IsTaken => _isDoubted && _turns.Count + _underWay.Count > 0;

    private bool IsOpen() => !IsTaken && OpensAt() <= Now;

    private TimeSpan OpensAt()
    {
        TimeSpan at = Later(_next, _rest);
        while (_lastHour.TryPeek(out TimeSpan first) && first + Hour <= Now)
        {
            _lastHour.Dequeue();
        }

        return _lastHour.Count >= _perHour ? Later(at, _lastHour.Peek() + Hour) : at;
    }

    private void Arm()
    {
        if (_disposed || _waiting.Count == 0 || IsTaken)
        {
            return;
        }

        TimeSpan left = OpensAt() - Now;
        _timer.Change(left < Soonest ? Soonest : left, Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
