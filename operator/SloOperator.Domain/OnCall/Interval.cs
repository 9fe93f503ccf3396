namespace SloOperator.Domain.OnCall;

/// <summary>From the first to the last sample of a stretch, both inclusive, in UTC ticks; a single sample is as long as nothing.</summary>
internal readonly record struct Interval(long Start, long End)
{
    /// <summary>The shortest stretch that holds both.</summary>
    public Interval Span(Interval other) =>
        new(Math.Min(Start, other.Start), Math.Max(End, other.End));
}
