using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

/// <summary>The clock of a process that was frozen: time has gone by, and no timer has noticed yet.</summary>
internal sealed class LostTimeClock(ManualTimeProvider inner) : TimeProvider
{
    private long _lost;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public void Lose(TimeSpan time) => Interlocked.Add(ref _lost, time.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        inner.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _lost));

    public override long GetTimestamp() => inner.GetTimestamp() + Interlocked.Read(ref _lost);

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) => inner.CreateTimer(callback, state, dueTime, period);
}
