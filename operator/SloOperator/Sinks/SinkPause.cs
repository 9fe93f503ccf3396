namespace SloOperator.Sinks;

/// <summary>Until when a sink said that it would refuse every call; by the monotonic clock, so that a jump of the other one cannot lock it out.</summary>
internal sealed class SinkPause(TimeProvider time)
{
    // A server that says more has a broken clock.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private long _since;
    private TimeSpan _for;

    /// <summary>Zero: it takes calls.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_gate)
            {
                TimeSpan left = _for - time.GetElapsedTime(_since);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    public static TimeSpan Credible(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero
        : wait > Longest ? Longest
        : wait;

    /// <summary>A shorter pause does not end a longer one.</summary>
    public void Extend(TimeSpan wait)
    {
        lock (_gate)
        {
            if (Credible(wait) > Left)
            {
                (_since, _for) = (time.GetTimestamp(), Credible(wait));
            }
        }
    }
}
