using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

/// <summary>One user's view of a shared clock that knows whether the user waits for a short delay, that is, has nothing else to do.</summary>
internal sealed class WatchedClock(ManualTimeProvider inner, TimeSpan longestPause) : TimeProvider
{
    private int _pausing;

    /// <summary>Longer timers are deadlines of requests and of terms, which do not tell that their owner is idle.</summary>
    public bool IsPausing => Volatile.Read(ref _pausing) > 0;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        if (dueTime <= TimeSpan.Zero || dueTime > longestPause)
        {
            return inner.CreateTimer(callback, state, dueTime, period);
        }

        int ended = 0;
        void End()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                Interlocked.Decrement(ref _pausing);
            }
        }

        ITimer timer = inner.CreateTimer(
            told =>
            {
                End();
                callback(told);
            },
            state,
            dueTime,
            period
        );
        // Not before there is a timer: who sees the pause moves the clock. One that is over by now was counted down already.
        Interlocked.Increment(ref _pausing);
        return new Pause(timer, End);
    }

    private sealed class Pause(ITimer timer, Action end) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            end();
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
