using NodaTime;
using NodaTime.Extensions;
using SloOperator.Domain.Exceptions;
using SloOperator.Domain.OnCall;
using SloOperator.Resources.OnCall;

namespace SloOperator.Resources.Exceptions;

/// <summary>Gives null, with every problem recorded, when it cannot be told when an exception holds.</summary>
internal static class ExceptionTimeMapper
{
    private const int Longest = 256;

    public static ExceptionTime? Map(BudgetExceptionSpec spec, SpecField root)
    {
        DateTimeOffset? start = root["start"].ReadTime(spec.Start);
        DateTimeOffset? end = root["end"].ReadTime(spec.End);
        if (end <= start)
        {
            root["end"]
                .Refuse(
                    $"{Found.Quote(spec.End!)} is not after the start {Found.Quote(spec.Start!)}; write an end after the start"
                );
            end = null;
        }

        if (spec.Recurrence is null)
        {
            RefuseZone(spec.TimeZone, root["timeZone"]);
            return start is { } from && end is { } until
                ? new SingleTime(new TimeRange(from, until))
                : null;
        }

        DateTimeZone? zone = root["timeZone"].ReadTimeZone(spec.TimeZone);
        Recurrence? rule = ReadRule(spec.Recurrence, root["recurrence"]);
        return start is { } first && end is { } last && zone is not null && rule is not null
            ? Recurring(rule, zone, new TimeRange(first, last), root)
            : null;
    }

    private static void RefuseZone(string? zone, SpecField field)
    {
        if (zone is not null)
        {
            field.Refuse(
                "is for a recurrence alone; leave it out, start and end have their offsets"
            );
        }
    }

    private static Recurrence? ReadRule(string text, SpecField field)
    {
        if (text.Length > Longest)
        {
            field.RefuseLongerThan(Longest, text);
            return null;
        }

        Recurrence? rule = RecurrenceText.Parse(text, out string? problem);
        if (problem is not null)
        {
            field.Refuse($"{Found.Quote(text)} cannot be used: {Found.Plain(problem)}");
        }

        return rule;
    }

    private static RecurringTime? Recurring(
        Recurrence rule,
        DateTimeZone zone,
        TimeRange first,
        SpecField root
    )
    {
        LocalDateTime start = first.Start.ToInstant().InZone(zone).LocalDateTime;
        LocalDateTime end = first.End.ToInstant().InZone(zone).LocalDateTime;
        if (end <= start)
        {
            root["end"]
                .Refuse(
                    $"shows {end:uuuu-MM-dd HH:mm} on the clock of {zone.Id}, and the start {start:uuuu-MM-dd HH:mm}: clocks go back between them; begin on another date"
                );
            return null;
        }

        if (!rule.CanBeginOn(start.Date))
        {
            root["start"]
                .Refuse(
                    $"is on {start.Date:uuuu-MM-dd}, a {start.DayOfWeek} in {zone.Id}, and the recurrence is not; begin on a date of the recurrence"
                );
            return null;
        }

        var time = new RecurringTime(rule, zone, start, end);
        if (!time.LeavesTimeBetween())
        {
            root["recurrence"]
                .Refuse(
                    "begins again before its end, or at it, so that no time is left between; write a shorter time or a rarer recurrence"
                );
            return null;
        }

        return time;
    }
}
