using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Exceptions;

/// <summary>One stretch of time.</summary>
public sealed record SingleTime(TimeRange Range) : ExceptionTime
{
    public override DateTimeOffset Start => Range.Start;

    public override DateTimeOffset? End => Range.End;

    public override TimeSpan Length => Range.Length;

    public override IReadOnlyList<TimeRange> Between(TimeRange range) =>
        Range.Overlaps(range) ? [Range] : [];
}
