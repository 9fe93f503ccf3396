using NodaTime;

namespace SloOperator.Domain.Exceptions;

/// <summary>Dates that come again: the part of RFC 5545's RRULE that maintenance needs. Weeks begin on Monday.</summary>
public sealed record Recurrence
{
    private const int Week = 7;
    private const int Year = 12;

    public required RecurrenceFrequency Frequency { get; init; }

    /// <summary>Every so many periods; at least 1.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>Empty: with <see cref="MonthDays"/> empty too, a weekly recurrence is on the first date's weekday.</summary>
    public IReadOnlyList<WeekdayChoice> Weekdays { get; init; } = [];

    /// <summary>1 … 31, or -1 … -31 from the end of the month; a month that has none of them is passed over.</summary>
    public IReadOnlyList<int> MonthDays { get; init; } = [];

    /// <summary>How many there are in all; null: as many as come.</summary>
    public int? Count { get; init; }

    /// <summary>The last date, as the local calendar has it; null: no such end.</summary>
    public LocalDate? UntilDate { get; init; }

    /// <summary>The last moment at which one may start; null: no such end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether a recurrence that begins on that date is on it; RFC 5545 leaves undefined what else would follow.</summary>
    public bool CanBeginOn(LocalDate first) => Dates(first, first, first).Any();

    /// <summary>The dates from <paramref name="from"/> to <paramref name="through"/>, both included, in order; count and end are not looked at.</summary>
    /// <param name="first">The date it begins on: what its periods are counted from.</param>
    /// <param name="from">Dates before are left out.</param>
    /// <param name="through">Dates after are left out.</param>
    public IEnumerable<LocalDate> Dates(LocalDate first, LocalDate from, LocalDate through)
    {
        LocalDate earliest = from > first ? from : first;
        for (int step = StepsTo(first, earliest); ; step++)
        {
            LocalDate start = StartOf(first, step * Interval);
            if (start > through)
            {
                yield break;
            }

            IEnumerable<LocalDate> dates = DaysOf(start)
                .Where(date => date >= earliest && date <= through && IsOn(date, first));
            foreach (LocalDate date in dates)
            {
                yield return date;
            }
        }
    }

    /// <summary>So many steps of the interval lead to a period that is no later than the one of <paramref name="date"/>.</summary>
    private int StepsTo(LocalDate first, LocalDate date) =>
        Frequency switch
        {
            RecurrenceFrequency.Daily => Period.DaysBetween(first, date),
            RecurrenceFrequency.Weekly => Period.DaysBetween(Monday(first), date) / Week,
            _ => ((date.Year - first.Year) * Year) + date.Month - first.Month,
        } / Interval;

    private LocalDate StartOf(LocalDate first, int periods) =>
        Frequency switch
        {
            RecurrenceFrequency.Daily => first.PlusDays(periods),
            RecurrenceFrequency.Weekly => Monday(first).PlusWeeks(periods),
            _ => first.With(DateAdjusters.StartOfMonth).PlusMonths(periods),
        };

    private IEnumerable<LocalDate> DaysOf(LocalDate start)
    {
        int days = Frequency switch
        {
            RecurrenceFrequency.Daily => 1,
            RecurrenceFrequency.Weekly => Week,
            _ => start.Calendar.GetDaysInMonth(start.Year, start.Month),
        };
        return Enumerable.Range(0, days).Select(start.PlusDays);
    }

    private bool IsOn(LocalDate date, LocalDate first)
    {
        if (Weekdays.Count > 0 || MonthDays.Count > 0)
        {
            return (Weekdays.Count == 0 || Weekdays.Any(choice => choice.Holds(date)))
                && (MonthDays.Count == 0 || MonthDays.Any(day => IsMonthDay(date, day)));
        }

        return Frequency switch
        {
            RecurrenceFrequency.Daily => true,
            RecurrenceFrequency.Weekly => date.DayOfWeek == first.DayOfWeek,
            _ => date.Day == first.Day,
        };
    }

    private static bool IsMonthDay(LocalDate date, int day) =>
        date.Day == (day > 0 ? day : date.Calendar.GetDaysInMonth(date.Year, date.Month) + 1 + day);

    private static LocalDate Monday(LocalDate date) =>
        date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
}
