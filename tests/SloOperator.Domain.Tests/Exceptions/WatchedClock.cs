using NodaTime;
using NodaTime.Extensions;
using SloOperator.Domain.Exceptions;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.Exceptions;

/// <summary>Somebody who watches the clock of a zone minute by minute, and knows the dates from a list: another way to the same occurrences.</summary>
internal sealed class WatchedClock
{
    private static readonly string[] DayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private readonly DateTimeZone _zone;
    private readonly LocalDateTime _start;
    private readonly LocalDateTime _end;
    private readonly Func<LocalDate, bool> _isOn;
    private readonly int _count;

    private WatchedClock(
        DateTimeZone zone,
        (LocalDateTime Start, LocalDateTime End) first,
        Func<LocalDate, bool> isOn,
        int count
    )
    {
        _zone = zone;
        (_start, _end) = first;
        _isOn = isOn;
        _count = count;
        From = _zone.AtStartOfDay(first.Start.Date).ToInstant().ToDateTimeOffset().AddDays(-2);
    }

    /// <summary>Two days before the first occurrence.</summary>
    public DateTimeOffset From { get; }

    public static (string Rule, RecurringTime Time, WatchedClock Watched) Any(
        string zone,
        Random random
    )
    {
        DateTimeZone known = DateTimeZoneProviders.Tzdb[zone];
        // Around a change of the clocks, or the day that Apia never had.
        LocalDate day = zone is "Pacific/Apia"
            ? new LocalDate(2011, 12, 10).PlusDays(random.Next(20))
            : new LocalDate(2026, random.Next(2) == 0 ? 3 : 10, 1 + random.Next(28));
        LocalDateTime start = day.At(new LocalTime(random.Next(24), random.Next(60)));
        LocalDateTime end = start.PlusMinutes(1 + random.Next(23 * 60));
        int interval = 1 + random.Next(3);
        int count = random.Next(2) == 0 ? 1 + random.Next(8) : int.MaxValue;
        (string text, Func<LocalDate, bool> isOn) = AnyDates(day, interval, random);
        string rule = count == int.MaxValue ? text : $"{text};COUNT={count}";
        return (
            rule,
            new RecurringTime(RecurrenceText.Parse(rule, out _)!, known, start, end),
            new WatchedClock(known, (start, end), isOn, count)
        );
    }

    public IReadOnlyList<TimeRange> Between(TimeRange range)
    {
        int days = Period.DaysBetween(_start.Date, _end.Date);
        return
        [
            .. Enumerable
                .Range(0, 80)
                .Select(day => _start.Date.PlusDays(day))
                .Where(_isOn)
                .Take(_count)
                .Select(date => new TimeRange(
                    FirstShown(date.At(_start.TimeOfDay)),
                    FirstShown(date.PlusDays(days).At(_end.TimeOfDay))
                ))
                .Where(time => time.Start < time.End)
                .Where(time => time.Start < range.End && range.Start < time.End),
        ];
    }

    public override string ToString() => $"{_start} to {_end}";

    private static (string Text, Func<LocalDate, bool> IsOn) AnyDates(
        LocalDate first,
        int interval,
        Random random
    )
    {
        LocalDate monday = first.PlusDays(1 - (int)first.DayOfWeek);
        switch (random.Next(4))
        {
            case 0:
                return (
                    $"FREQ=DAILY;INTERVAL={interval}",
                    date => Period.DaysBetween(first, date) % interval == 0
                );
            case 1:
                IsoDayOfWeek other = first.PlusDays(random.Next(7)).DayOfWeek;
                return (
                    $"FREQ=WEEKLY;INTERVAL={interval};BYDAY={Name(first.DayOfWeek)},{Name(other)}",
                    date =>
                        Period.DaysBetween(monday, date) / 7 % interval == 0
                        && (date.DayOfWeek == first.DayOfWeek || date.DayOfWeek == other)
                );
            case 2:
                return (
                    $"FREQ=MONTHLY;INTERVAL={interval};BYMONTHDAY={first.Day},-1",
                    date =>
                        IsMonth(first, date, interval)
                        && (date.Day == first.Day || date.PlusDays(1).Day == 1)
                );
            default:
                int ordinal = ((first.Day - 1) / 7) + 1;
                return (
                    $"FREQ=MONTHLY;INTERVAL={interval};BYDAY={ordinal}{Name(first.DayOfWeek)}",
                    date =>
                        IsMonth(first, date, interval)
                        && date.DayOfWeek == first.DayOfWeek
                        && date.PlusDays(-7 * (ordinal - 1)).Month == date.Month
                        && date.PlusDays(-7 * ordinal).Month != date.Month
                );
        }
    }

    private static bool IsMonth(LocalDate first, LocalDate date, int interval) =>
        ((date.Year * 12) + date.Month - (first.Year * 12) - first.Month) % interval == 0;

    private static string Name(IsoDayOfWeek day) => DayNames[(int)day - 1];

    /// <summary>No clock is more than 14 hours ahead of UTC, so that it has not been shown 16 hours before.</summary>
    private DateTimeOffset FirstShown(LocalDateTime wanted)
    {
        DateTimeOffset time = wanted.InUtc().ToDateTimeOffset().AddHours(-16);
        while (time.ToInstant().InZone(_zone).LocalDateTime < wanted)
        {
            time = time.AddMinutes(1);
        }

        return time;
    }
}
