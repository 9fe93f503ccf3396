using NodaTime;

namespace SloOperator.Domain.OnCall;

/// <summary>A shift a day; the first begins at the handoff on the start date.</summary>
public sealed record DailyRotation(
    DateTimeZone Zone,
    LocalTime HandoffTime,
    LocalDate Start,
    IReadOnlyList<string> Members
) : Rotation(Zone, HandoffTime, Start, Members)
{
    protected override LocalDate FirstHandoff => Start;

    protected override int Days => 1;
}
