using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace SloOperator.Domain.OnCall;

/// <summary>
/// Members in turn, one shift each, without end. A shift lasts from one handoff to the next, and a handoff is when the zone's clock first shows its
/// date and time, or later: the first of two such moments when clocks go back, the end of the gap when they go forward and it is never shown. So
/// shifts lie side by side whatever clocks do, and are hours longer or shorter than others where clocks change.
/// </summary>
public abstract record Rotation : ShiftPlan
{
    private static readonly ZoneLocalMappingResolver FirstShown = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnStartOfIntervalAfter
    );

    private readonly string[] _turns;

    /// <param name="zone">Whose clock the handoff is read off.</param>
    /// <param name="handoffTime">The same on every day of a handoff.</param>
    /// <param name="start">A date in the zone.</param>
    /// <param name="members">In the order of their turns, over and over; who is named twice takes two turns in a round.</param>
    private protected Rotation(
        DateTimeZone zone,
        LocalTime handoffTime,
        LocalDate start,
        IReadOnlyList<string> members
    )
    {
        if (members.Count == 0)
        {
            throw new ArgumentException("A rotation has at least one member.", nameof(members));
        }

        Zone = zone;
        HandoffTime = handoffTime;
        Start = start;
        _turns = [.. members];
        Members = [.. _turns.Distinct(StringComparer.Ordinal)];
    }

    public DateTimeZone Zone { get; }

    public LocalTime HandoffTime { get; }

    /// <summary>In <see cref="Zone"/>; nobody is on call before the first handoff on or after this date.</summary>
    public LocalDate Start { get; }

    public sealed override IReadOnlyList<string> Members { get; }

    public sealed override TimeSpan? Round => TimeSpan.FromDays(_turns.Length * Days);

    /// <summary>The date of the first handoff.</summary>
    protected abstract LocalDate FirstHandoff { get; }

    /// <summary>From one handoff's date to the next one's.</summary>
    protected abstract int Days { get; }

    public sealed override IReadOnlyList<Shift> Between(TimeRange range) =>
        range.Length == TimeSpan.Zero
            ? []
            :
            [
                .. Shifts(FirstTurn(range.Start), DateAt(range.End).PlusDays(1))
                    .Where(shift => HoldsTime(shift) && shift.Range.Overlaps(range)),
            ];

    /// <summary>A shift holds none where the date line moved and its whole day was skipped; its member's turn passes with it.</summary>
    private static bool HoldsTime(Shift shift) => shift.End > shift.Start;

    /// <summary>By date, not by instant: a start in a year that no instant here can reach is merely far away.</summary>
    private IEnumerable<Shift> Shifts(int turn, LocalDate through)
    {
        if (DateOf(turn) > through)
        {
            yield break;
        }

        DateTimeOffset start = Handoff(turn);
        for (; DateOf(turn) <= through; turn++)
        {
            DateTimeOffset end = Handoff(turn + 1);
            yield return new Shift(_turns[turn % _turns.Length], start, end);
            start = end;
        }
    }

    /// <summary>The turn of the last handoff dated before the local date of <paramref name="time"/>: its clock has been past that one for sure.</summary>
    private int FirstTurn(DateTimeOffset time)
    {
        int days = Period.DaysBetween(FirstHandoff, DateAt(time)) - 1;
        return days < 0 ? 0 : days / Days;
    }

    private LocalDate DateAt(DateTimeOffset time) => time.ToInstant().InZone(Zone).Date;

    private LocalDate DateOf(int turn) => FirstHandoff.PlusDays(turn * Days);

    private DateTimeOffset Handoff(int turn) =>
        Zone.ResolveLocal(DateOf(turn).At(HandoffTime), FirstShown).ToInstant().ToDateTimeOffset();
}
