using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Prometheus;

/// <summary>Holds requests back until the endpoint's limits allow them: so many at once, so many a second.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A semaphore whose wait handle is never asked for holds nothing; disposing it would fail requests that still end."
)]
internal sealed class RequestThrottle(EndpointLimits limits, TimeProvider time)
{
    private readonly SemaphoreSlim _slots = new(limits.Concurrency);
    private readonly Lock _gate = new();
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1) / limits.QueriesPerSecond;
    private readonly long _epoch = time.GetTimestamp();

    // When the next request would be due at the mean rate, since _epoch. It lags behind now by up to the burst that has
    // been saved up.
    private TimeSpan _nextDue = TimeSpan.FromSeconds(-1);

    /// <summary>Waits for its turn; the slot is free again when the result is disposed.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await _slots.WaitAsync(ct);
        try
        {
            TimeSpan wait = TakeTurn();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, ct);
            }

            return new Slot(this);
        }
        catch
        {
            _slots.Release();
            throw;
        }
    }

    private TimeSpan TakeTurn()
    {
        lock (_gate)
        {
            TimeSpan now = time.GetElapsedTime(_epoch);
            TimeSpan oldest = now - TimeSpan.FromSeconds(1) + _interval;
            TimeSpan due = _nextDue > oldest ? _nextDue : oldest;
            _nextDue = due + _interval;
            return due - now;
        }
    }

    private sealed class Slot(RequestThrottle throttle) : IDisposable
    {
        private RequestThrottle? _throttle = throttle;

        public void Dispose() => Interlocked.Exchange(ref _throttle, null)?._slots.Release();
    }
}
