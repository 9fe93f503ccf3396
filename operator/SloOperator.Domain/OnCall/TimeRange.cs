namespace SloOperator.Domain.OnCall;

/// <summary>[<paramref name="Start"/>, <paramref name="End"/>); empty when they are equal.</summary>
public readonly record struct TimeRange(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Never negative: a range that ends before it starts holds nothing.</summary>
    public TimeSpan Length => End > Start ? End - Start : TimeSpan.Zero;

    public bool Contains(DateTimeOffset time) => Start <= time && time < End;

    public bool Overlaps(TimeRange other) => Start < other.End && other.Start < End;

    /// <summary>What both hold; empty where they do not overlap.</summary>
    public TimeRange Intersect(TimeRange other)
    {
        DateTimeOffset start = Start > other.Start ? Start : other.Start;
        DateTimeOffset end = End < other.End ? End : other.End;
        return end > start ? new TimeRange(start, end) : new TimeRange(start, start);
    }
}
