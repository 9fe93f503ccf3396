using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Exceptions;

/// <summary>
/// The same hours of a local clock on each date of a recurrence. A start or an end is when the zone's clock first shows it, or later: the first
/// of two such moments when clocks go back, the end of the gap when they go forward and it is never shown. So an occurrence is longer or shorter
/// than others where clocks change within it, and one that lies in a gap altogether holds nothing.
/// </summary>
public sealed record RecurringTime : ExceptionTime
{
    private static readonly ZoneLocalMappingResolver FirstShown = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnStartOfIntervalAfter
    );

    // Years before the last of the calendar, so that no step of a recurrence leaves it.
    private static readonly LocalDate Latest = new(9000, 1, 1);

    private readonly Recurrence _rule;
    private readonly DateTimeZone _zone;
    private readonly LocalDateTime _start;
    private readonly LocalDateTime _end;

    /// <param name="rule">Must be able to begin on the date of <paramref name="start"/>.</param>
    /// <param name="zone">Whose clock start and end are read off.</param>
    /// <param name="start">Of the first occurrence.</param>
    /// <param name="end">Of the first occurrence; after the start.</param>
    public RecurringTime(Recurrence rule, DateTimeZone zone, LocalDateTime start, LocalDateTime end)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (end <= start)
        {
            throw new ArgumentException("An occurrence ends after it starts.", nameof(end));
        }

        if (!rule.CanBeginOn(start.Date))
        {
            throw new ArgumentException("The first date is one of the recurrence.", nameof(start));
        }

        (_rule, _zone, _start, _end) = (rule, zone, start, end);
        End = FindEnd();
    }

    public override DateTimeOffset Start => Resolve(_start);

    public override DateTimeOffset? End { get; }

    public override TimeSpan Length =>
        Period.Between(_start, _end, PeriodUnits.Ticks).ToDuration().ToTimeSpan();

    /// <summary>False: an occurrence begins when, or before, the one before it ends. Five years show how close they can come.</summary>
    public bool LeavesTimeBetween()
    {
        TimeRange[] times =
        [
            .. _rule.Dates(_start.Date, _start.Date, _start.Date.PlusYears(5)).Select(OccurrenceOn),
        ];
        return times.Zip(times.Skip(1)).All(pair => pair.First.End < pair.Second.Start);
    }

    public override IReadOnlyList<TimeRange> Between(TimeRange range)
    {
        if (range.Length == TimeSpan.Zero)
        {
            return [];
        }

        // A day more at both ends: the local date is at most a day off.
        LocalDate from = DateAt(range.Start).PlusDays(-Days - 1);
        LocalDate through = DateAt(range.End).PlusDays(1);
        return
        [
            .. DatesBetween(from, through)
                .Select(OccurrenceOn)
                .Where(time => time.Length > TimeSpan.Zero && time.Overlaps(range)),
        ];
    }

    /// <summary>From the date of the start to that of the end.</summary>
    private int Days => Period.DaysBetween(_start.Date, _end.Date);

    private IEnumerable<LocalDate> DatesBetween(LocalDate from, LocalDate through) =>
        _rule.Count is { } count
            ? FirstDates(count).SkipWhile(date => date < from).TakeWhile(date => date <= through)
            : _rule.Dates(_start.Date, from, through).TakeWhile(IsBeforeEnd);

    private IEnumerable<LocalDate> FirstDates(int count) =>
        _rule.Dates(_start.Date, _start.Date, Latest).Take(count);

    private bool IsBeforeEnd(LocalDate date) =>
        (_rule.UntilDate is not { } last || date <= last)
        && (_rule.Until is not { } until || OccurrenceOn(date).Start <= until);

    private DateTimeOffset? FindEnd()
    {
        if (_rule.Count is { } count)
        {
            return OccurrenceOn(FirstDates(count).Last()).End;
        }

        LocalDate? through = _rule.Until is { } until ? DateAt(until) : _rule.UntilDate;
        return through is { } date ? OccurrenceOn(LastDate(date)).End : null;
    }

    /// <summary>Looked for in the last year first, for there may be very many.</summary>
    private LocalDate LastDate(LocalDate through)
    {
        LocalDate[] recent = [.. DatesBetween(through.PlusYears(-1), through)];
        return recent.Length > 0
            ? recent[^1]
            : DatesBetween(_start.Date, through).DefaultIfEmpty(_start.Date).Last();
    }

    private TimeRange OccurrenceOn(LocalDate date) =>
        new(Resolve(date.At(_start.TimeOfDay)), Resolve(date.PlusDays(Days).At(_end.TimeOfDay)));

    private LocalDate DateAt(DateTimeOffset time) => time.ToInstant().InZone(_zone).Date;

    private DateTimeOffset Resolve(LocalDateTime time) =>
        _zone.ResolveLocal(time, FirstShown).ToInstant().ToDateTimeOffset();
}
