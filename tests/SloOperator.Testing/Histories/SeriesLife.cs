namespace SloOperator.Testing.Histories;

/// <summary>When a series exists and is scraped: from its birth to its end, both included, without the gaps.</summary>
internal sealed class SeriesLife
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _gaps = [];

    public DateTimeOffset Born { get; set; } = DateTimeOffset.MinValue;

    public DateTimeOffset Ended { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>No scrape succeeds in [from, to).</summary>
    public void AddGap(DateTimeOffset from, DateTimeOffset to) => _gaps.Add((from, to));

    public bool IsScrapedAt(DateTimeOffset time) =>
        time >= Born && time <= Ended && !_gaps.Exists(gap => time >= gap.From && time < gap.To);

    /// <summary>The time, or the end of life it lies beyond.</summary>
    public DateTimeOffset Within(DateTimeOffset time)
    {
        if (time < Born)
        {
            return Born;
        }

        return time > Ended ? Ended : time;
    }
}
