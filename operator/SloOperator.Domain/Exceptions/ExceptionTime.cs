using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Exceptions;

/// <summary>When an exception holds: once, or again and again.</summary>
public abstract record ExceptionTime
{
    private protected ExceptionTime() { }

    /// <summary>Of the first occurrence.</summary>
    public abstract DateTimeOffset Start { get; }

    /// <summary>Of the last occurrence; null: there is always another.</summary>
    public abstract DateTimeOffset? End { get; }

    /// <summary>How long one occurrence is, as clocks show it.</summary>
    public abstract TimeSpan Length { get; }

    /// <summary>The occurrences that overlap the range, whole, in order.</summary>
    public abstract IReadOnlyList<TimeRange> Between(TimeRange range);

    /// <summary>The occurrence that holds the time; null between and outside of them.</summary>
    public TimeRange? At(DateTimeOffset time) =>
        Between(new TimeRange(time, time.AddTicks(1))) is [var first, ..] ? first : null;
}
