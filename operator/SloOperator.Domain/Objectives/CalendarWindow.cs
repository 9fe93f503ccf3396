using NodaTime;
using NodaTime.Extensions;

namespace SloOperator.Domain.Objectives;

/// <summary>From the local start of the current period to now; the first valid instant of the day where midnight is skipped by daylight saving.</summary>
public sealed record CalendarWindow(CalendarPeriod Period, DateTimeZone Zone) : BudgetWindow
{
    public override TimeSpan Longest =>
        Period switch
        {
            CalendarPeriod.Week => TimeSpan.FromDays(7) + ClockChange,
            CalendarPeriod.Month => TimeSpan.FromDays(31) + ClockChange,
            CalendarPeriod.Quarter => TimeSpan.FromDays(92) + ClockChange,
            _ => TimeSpan.FromDays(366) + ClockChange,
        };

    public override TimeSpan Shortest =>
        TimeSpan.FromDays(
            Period switch
            {
                CalendarPeriod.Week => 7,
                CalendarPeriod.Month => 28,
                CalendarPeriod.Quarter => 90,
                _ => 365,
            }
        );

    /// <summary>A period can be longer than its days by a clock change; a day covers every zone's history, Pacific/Apia's skipped day included.</summary>
    private static TimeSpan ClockChange => TimeSpan.FromDays(1);

    /// <summary>An evaluation exactly at a period's start still belongs to the period before: windows are open at their start.</summary>
    public override WindowSpan SpanAt(DateTimeOffset evaluatedAt)
    {
        Instant lastCounted = evaluatedAt.ToInstant() - Duration.Epsilon;
        LocalDate first = FirstDay(lastCounted.InZone(Zone).Date);
        return new WindowSpan(StartOf(first), evaluatedAt, StartOf(Next(first)));
    }

    private DateTimeOffset StartOf(LocalDate day) =>
        Zone.AtStartOfDay(day).ToInstant().ToDateTimeOffset();

    private LocalDate FirstDay(LocalDate day) =>
        Period switch
        {
            CalendarPeriod.Week => day.PlusDays(1 - (int)day.DayOfWeek),
            CalendarPeriod.Month => new LocalDate(day.Year, day.Month, 1),
            CalendarPeriod.Quarter => new LocalDate(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1),
            _ => new LocalDate(day.Year, 1, 1),
        };

    private LocalDate Next(LocalDate first) =>
        Period switch
        {
            CalendarPeriod.Week => first.PlusWeeks(1),
            CalendarPeriod.Month => first.PlusMonths(1),
            CalendarPeriod.Quarter => first.PlusMonths(3),
            _ => first.PlusYears(1),
        };
}
