using NodaTime;
using SloOperator.Domain.OnCall;

namespace SloOperator.Resources.OnCall;

/// <summary>Gives null, with every problem recorded, when the hours cannot be used. What is not written has its default.</summary>
internal static class HoursMapper
{
    private const int MostHolidays = 366;

    public static HoursRule? Map(
        ScheduleSpec spec,
        DateTimeZone? zone,
        IReadOnlyDictionary<string, DateTimeZone> memberZones,
        SpecField field
    )
    {
        IReadOnlySet<IsoDayOfWeek>? days = spec.WorkingHours?.Days is not { } text
            ? HoursRule.DefaultWorkingDays
            : field["workingHours"]["days"].ReadWeekdays(text);
        DailyHours? working = ReadHours(
            (spec.WorkingHours?.Start, spec.WorkingHours?.End),
            HoursRule.DefaultWorkingHours,
            field["workingHours"]
        );
        DailyHours? sleep = ReadHours(
            (spec.SleepHours?.Start, spec.SleepHours?.End),
            HoursRule.DefaultSleepHours,
            field["sleepHours"]
        );
        IReadOnlySet<LocalDate> holidays = ReadHolidays(spec.Holidays, field["holidays"]);
        if (zone is null || days is null || working is not { } work || sleep is not { } night)
        {
            return null;
        }

        return new HoursRule
        {
            Zone = zone,
            WorkingDays = days,
            WorkingHours = work,
            SleepHours = night,
            Holidays = holidays,
            MemberZones = memberZones,
        };
    }

    private static DailyHours? ReadHours(
        (string? Start, string? End) written,
        DailyHours standard,
        SpecField field
    )
    {
        LocalTime? start = written.Start is null
            ? standard.Start
            : field["start"].ReadTimeOfDay(written.Start);
        LocalTime? end = written.End is null
            ? standard.End
            : field["end"].ReadTimeOfDay(written.End);
        if (start == end && start is { } both)
        {
            field.Refuse(
                $"start and end are both {both:HH\\:mm}, which could be no hours or a whole day; write hours that end at another time"
            );
            return null;
        }

        return start is { } from && end is { } until ? new DailyHours(from, until) : null;
    }

    private static HashSet<LocalDate> ReadHolidays(IReadOnlyList<string?>? dates, SpecField field)
    {
        HashSet<LocalDate> holidays = [];
        field.ReadDistinct(
            dates,
            MostHolidays,
            (entry, text) =>
            {
                if (entry.ReadDate(text) is not { } date)
                {
                    return null;
                }

                holidays.Add(date);
                return text;
            }
        );
        return holidays;
    }
}
