using NodaTime;
using SloOperator.Domain.Objectives;

namespace SloOperator.Resources;

/// <summary>Gives null, with the problems recorded, when the window cannot be used.</summary>
internal static class WindowMapper
{
    private static readonly BudgetWindow Default = new RollingWindow(TimeSpan.FromDays(28));

    public static BudgetWindow? Map(WindowSpec? spec, SpecField field)
    {
        if (spec is null)
        {
            return Default;
        }

        BudgetWindow? rolling = spec.Rolling is null
            ? null
            : Rolling(spec.Rolling, field["rolling"]);
        BudgetWindow? calendar = spec.Calendar is null
            ? null
            : Calendar(spec.Calendar, field["calendar"]);
        if ((spec.Rolling is null) != (spec.Calendar is null))
        {
            return rolling ?? calendar;
        }

        string found = spec.Rolling is null ? "none" : "both";
        field.Refuse($"needs exactly one of rolling and calendar, found {found}");
        return null;
    }

    private static RollingWindow? Rolling(string text, SpecField field) =>
        field.ReadDuration(text, "1d", "90d") is { } length ? new RollingWindow(length) : null;

    private static CalendarWindow? Calendar(CalendarSpec spec, SpecField field)
    {
        CalendarPeriod? period = field["period"]
            .ReadChoice(
                spec.Period,
                ("Week", CalendarPeriod.Week),
                ("Month", CalendarPeriod.Month),
                ("Quarter", CalendarPeriod.Quarter),
                ("Year", CalendarPeriod.Year)
            );
        DateTimeZone? zone = field["timeZone"].ReadTimeZone(spec.TimeZone);
        return period is { } known && zone is not null ? new CalendarWindow(known, zone) : null;
    }
}
