using NodaTime;

namespace SloOperator.Domain.OnCall;

/// <summary>A shift a week; the first begins at the first handoff day on or after the start date.</summary>
public sealed record WeeklyRotation(
    DateTimeZone Zone,
    IsoDayOfWeek HandoffDay,
    LocalTime HandoffTime,
    LocalDate Start,
    IReadOnlyList<string> Members
) : Rotation(Zone, HandoffTime, Start, Members)
{
    private const int Week = 7;

    protected override LocalDate FirstHandoff => Start.With(DateAdjusters.NextOrSame(HandoffDay));

    protected override int Days => Week;
}
