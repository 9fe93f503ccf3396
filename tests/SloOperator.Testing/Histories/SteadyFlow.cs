namespace SloOperator.Testing.Histories;

/// <summary>The k-th event happens k/rate minutes after the start; the long-run count is exact for any rate.</summary>
internal sealed class SteadyFlow(decimal perMinute, DateTimeOffset from, DateTimeOffset to)
    : EventFlow
{
    public override long CountUntil(DateTimeOffset time)
    {
        DateTimeOffset until = time < to ? time : to;
        return until <= from
            ? 0
            : (long)(perMinute * (until - from).Ticks / TimeSpan.TicksPerMinute);
    }
}
