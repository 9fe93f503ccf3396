namespace SloOperator.Testing;

/// <summary>A clock that moves only when a test says so; timers fire inside <see cref="Advance"/>, in due order, each seeing its own due time as now.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;
    private TimeSpan _elapsed;

    public ManualTimeProvider(DateTimeOffset start) => _now = start;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that are due some time; a test waits for this to grow before it advances past a delay.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count(timer => timer.Due is not null);
            }
        }
    }

    /// <summary>How far to advance until the next timer fires; null when none is due ever.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _timers.Min(timer => timer.Due) - _elapsed;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>Monotonic: moves with <see cref="Advance"/> and never with <see cref="JumpWallClock"/>.</summary>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _elapsed.Ticks;
        }
    }

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the wall clock alone, as an administrator or a bad NTP server would.</summary>
    public void JumpWallClock(TimeSpan by)
    {
        lock (_gate)
        {
            _now += by;
        }
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate)
        {
            target = _elapsed + by;
        }

        while (TakeNextDue(target) is { } timer)
        {
            timer.Fire();
        }
    }

    private ManualTimer? TakeNextDue(TimeSpan target)
    {
        lock (_gate)
        {
            ManualTimer? next = _timers
                .Where(timer => timer.Due <= target)
                .MinBy(timer => timer.Due);
            TimeSpan to = next?.Due ?? target;
            if (to > _elapsed)
            {
                _now += to - _elapsed;
                _elapsed = to;
            }

            next?.Rearm();
            return next;
        }
    }

    private sealed class ManualTimer(
        ManualTimeProvider clock,
        TimerCallback callback,
        object? state
    ) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public TimeSpan? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool now;
            lock (clock._gate)
            {
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._elapsed + dueTime;
                now = dueTime == TimeSpan.Zero;
                if (now)
                {
                    Rearm();
                }

                if (!clock._timers.Contains(this))
                {
                    clock._timers.Add(this);
                }
            }

            if (now)
            {
                Fire();
            }

            return true;
        }

        /// <summary>Called under the clock's lock.</summary>
        public void Rearm() => Due = _period > TimeSpan.Zero ? Due + _period : null;

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate)
            {
                Due = null;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
