namespace SloOperator.Kubernetes.Watch;

/// <summary>How long to wait after one more failure; <paramref name="random"/> gives numbers in [0, 1].</summary>
/// <remarks>The figures are client-go's, with the jitter taken off the delay and not added, so that the longest is the longest.</remarks>
internal sealed class Backoff(TimeProvider time, Func<double> random)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan ResetAfter = TimeSpan.FromMinutes(2);

    private TimeSpan _next = First;
    private long? _asked;

    /// <summary>Between half of the delay and all of it, so that clients cut off together do not come back together.</summary>
    public TimeSpan Next()
    {
        if (_asked is { } before && time.GetElapsedTime(before) >= ResetAfter)
        {
            _next = First;
        }

        _asked = time.GetTimestamp();
        TimeSpan delay = _next * ((1 + random()) / 2);
        _next = TimeSpan.FromTicks(Math.Min(2 * _next.Ticks, Longest.Ticks));
        return delay;
    }
}
