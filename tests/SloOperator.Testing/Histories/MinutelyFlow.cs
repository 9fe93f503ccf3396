namespace SloOperator.Testing.Histories;

/// <summary>
/// A number of events for each whole minute from the start, evenly spaced within it from a phase that differs between minutes.
/// Events that always fell on the same second would be lost, or not, at every window's edge alike: a bias that life does not have.
/// </summary>
internal sealed class MinutelyFlow : EventFlow
{
    private readonly DateTimeOffset _from;
    private readonly long[] _before;

    public MinutelyFlow(
        Func<DateTimeOffset, long> perMinute,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        _from = from;
        int minutes = to <= from ? 0 : (int)((to - from).Ticks / TimeSpan.TicksPerMinute);
        _before = new long[minutes + 1];
        for (int i = 0; i < minutes; i++)
        {
            _before[i + 1] = _before[i] + perMinute(from.AddMinutes(i));
        }
    }

    public override long CountUntil(DateTimeOffset time)
    {
        long ticks = (time - _from).Ticks;
        if (ticks <= 0)
        {
            return 0;
        }

        (long minute, long part) = long.DivRem(ticks, TimeSpan.TicksPerMinute);
        return minute >= _before.Length - 1
            ? _before[^1]
            : _before[minute] + Part(_before[minute + 1] - _before[minute], part, Phase(minute));
    }

    // Whole at the end of the minute whatever the phase: floor(events + phase) = events.
    private static long Part(long events, long ticks, decimal phase) =>
        (long)(((decimal)events * ticks / TimeSpan.TicksPerMinute) + phase);

    // In [0, 1), by multiplication with the golden ratio: evenly distributed, and the same in every run.
    private static decimal Phase(long minute) => (uint)(minute * 2_654_435_769) / 4_294_967_296m;
}
