namespace SloOperator.Testing.Histories;

/// <summary>A number of events for each whole minute from the start, spread evenly within it.</summary>
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
            : _before[minute]
                + (long)(
                    (decimal)(_before[minute + 1] - _before[minute])
                    * part
                    / TimeSpan.TicksPerMinute
                );
    }
}
