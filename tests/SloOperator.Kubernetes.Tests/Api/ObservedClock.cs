using System.Threading.Channels;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Api;

/// <summary>A manual clock that tells which waits were begun, so that a test advances past exactly the one it means.</summary>
internal sealed class ObservedClock : TimeProvider
{
    private readonly ManualTimeProvider _clock = new(
        new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)
    );
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        ITimer timer = _clock.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    public void Advance(TimeSpan by) => _clock.Advance(by);

    /// <summary>Returns once a wait of this length has begun; fails when none does.</summary>
    public async Task BeginsAsync(TimeSpan wait)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20), System);
        while (await _waits.Reader.ReadAsync(patience.Token) != wait) { }
    }

    public async Task PassAsync(TimeSpan wait)
    {
        await BeginsAsync(wait);
        Advance(wait);
    }
}
