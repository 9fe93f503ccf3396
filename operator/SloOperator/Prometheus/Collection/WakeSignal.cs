using System.Threading.Channels;

namespace SloOperator.Prometheus.Collection;

/// <summary>Wakes one sleeper; calls while it is awake add up to one more waking.</summary>
internal sealed class WakeSignal(TimeProvider time)
{
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private readonly Lock _gate = new();
    private ITimer? _pending;

    public void Now() => _calls.Writer.TryWrite(true);

    /// <summary>After <paramref name="delay"/> from the first call on, so that a burst of calls is one.</summary>
    public void Soon(TimeSpan delay)
    {
        lock (_gate)
        {
            _pending ??= time.CreateTimer(_ => Ring(), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    public ValueTask<bool> WaitAsync(CancellationToken ct) => _calls.Reader.ReadAsync(ct);

    private void Ring()
    {
        lock (_gate)
        {
            _pending?.Dispose();
            _pending = null;
        }

        Now();
    }
}
