using NodaTime;

namespace SloOperator.Domain.Exceptions;

/// <summary>A day of the week, in a month perhaps only one of them.</summary>
/// <param name="Day">Which.</param>
/// <param name="Ordinal">1 … 5 from the start of the month, -1 … -5 from its end; null: every one.</param>
public readonly record struct WeekdayChoice(IsoDayOfWeek Day, int? Ordinal)
{
    /// <summary>Whether the date is it, within its month.</summary>
    public bool Holds(LocalDate date)
    {
        const int week = 7;
        if (date.DayOfWeek != Day)
        {
            return false;
        }

        int fromStart = ((date.Day - 1) / week) + 1;
        int fromEnd = -(((DaysIn(date) - date.Day) / week) + 1);
        return Ordinal is null || Ordinal == fromStart || Ordinal == fromEnd;
    }

    private static int DaysIn(LocalDate date) =>
        date.Calendar.GetDaysInMonth(date.Year, date.Month);
}
