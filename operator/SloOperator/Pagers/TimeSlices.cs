using SloOperator.Domain.OnCall;

namespace SloOperator.Pagers;

/// <summary>Halves a range until each part can be read to its end.</summary>
internal static class TimeSlices
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <param name="pager">As reasons name it.</param>
    /// <param name="range">Its parts meet at whole seconds.</param>
    /// <param name="read">False when the part is too large.</param>
    /// <exception cref="PagerException">Even one second is too large.</exception>
    public static async Task ReadAsync(
        string pager,
        TimeRange range,
        Func<TimeRange, Task<bool>> read
    )
    {
        if (await read(range))
        {
            return;
        }

        if (range.Length <= Shortest)
        {
            throw new PagerException(
                $"{pager}: one second holds more than can be paged through; name fewer teams"
            );
        }

        DateTimeOffset middle = Middle(range);
        await ReadAsync(pager, range with { End = middle }, read);
        await ReadAsync(pager, range with { Start = middle }, read);
    }

    /// <summary>The range in parts of at most this length.</summary>
    public static IEnumerable<TimeRange> Of(TimeRange range, TimeSpan longest)
    {
        for (DateTimeOffset start = range.Start; start < range.End; start += longest)
        {
            yield return new TimeRange(start, Earlier(start + longest, range.End));
        }
    }

    private static DateTimeOffset Middle(TimeRange range)
    {
        DateTimeOffset middle = range.Start + (range.Length / 2);
        DateTimeOffset whole = middle.AddTicks(-(middle.Ticks % TimeSpan.TicksPerSecond));
        return whole > range.Start ? whole : middle;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
