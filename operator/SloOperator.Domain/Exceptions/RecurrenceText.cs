using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace SloOperator.Domain.Exceptions;

/// <summary>Reads a recurrence as RFC 5545 writes it. What is not of our subset is refused by name: a part passed over would exclude other time than was meant.</summary>
public static class RecurrenceText
{
    private const string Wanted =
        "write FREQ=DAILY, WEEKLY or MONTHLY, and of INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL what it needs";

    private static readonly string[] DayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private static readonly LocalDatePattern DateText = LocalDatePattern.CreateWithInvariantCulture(
        "uuuuMMdd"
    );

    private static readonly InstantPattern TimeText = InstantPattern.CreateWithInvariantCulture(
        "uuuuMMdd'T'HHmmss'Z'"
    );

    /// <summary>Null, and why with what to write, when it cannot be used.</summary>
    public static Recurrence? Parse(string text, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        foreach (string part in text.Split(';'))
        {
            string[] pair = part.Split('=', 2);
            if (pair.Length != 2 || pair[1].Length == 0)
            {
                problem = $"\"{part}\" is no NAME=VALUE; {Wanted}";
                return null;
            }

            if (!parts.TryAdd(pair[0], pair[1]))
            {
                problem = $"{pair[0]} is written twice; remove one";
                return null;
            }
        }

        problem = null;
        Recurrence? rule = null;
        if (!parts.ContainsKey("FREQ"))
        {
            problem = $"FREQ is missing; {Wanted}";
        }

        // In this order, because what the others may be depends on the frequency.
        foreach ((string name, string value) in parts.OrderBy(part => part.Key is not "FREQ"))
        {
            problem ??= Read(name, value, ref rule);
        }

        problem ??= FindContradiction(rule!);
        return problem is null ? rule : null;
    }

    private static string? Read(string name, string value, ref Recurrence? rule)
    {
        switch (name)
        {
            case "FREQ":
                return ReadFrequency(value, ref rule);
            case "INTERVAL" when ReadNumber(value, 1, 366) is { } interval:
                rule = rule! with { Interval = interval };
                return null;
            case "INTERVAL":
                return $"INTERVAL={value} is no number from 1 to 366";
            case "COUNT" when ReadNumber(value, 1, 1000) is { } count:
                rule = rule! with { Count = count };
                return null;
            case "COUNT":
                return $"COUNT={value} is no number from 1 to 1000";
            case "BYDAY":
                return ReadDays(value, ref rule);
            case "BYMONTHDAY":
                return ReadMonthDays(value, ref rule);
            case "UNTIL":
                return ReadUntil(value, ref rule);
            default:
                return $"{name} is not supported; {Wanted}";
        }
    }

    private static string? ReadFrequency(string value, ref Recurrence? rule)
    {
        RecurrenceFrequency? frequency = value switch
        {
            "DAILY" => RecurrenceFrequency.Daily,
            "WEEKLY" => RecurrenceFrequency.Weekly,
            "MONTHLY" => RecurrenceFrequency.Monthly,
            _ => null,
        };
        if (frequency is not { } known)
        {
            return $"FREQ={value} is not supported; {Wanted}";
        }

        rule = new Recurrence { Frequency = known };
        return null;
    }

    private static string? ReadDays(string value, ref Recurrence? rule)
    {
        List<WeekdayChoice> days = [];
        foreach (string text in value.Split(','))
        {
            int day = text.Length < 2 ? -1 : Array.IndexOf(DayNames, text[^2..]);
            string ordinal = day < 0 ? "" : text[..^2];
            int? number = ordinal.Length == 0 ? null : ReadOrdinal(ordinal, 5);
            if (day < 0 || (ordinal.Length > 0 && number is null))
            {
                return $"BYDAY={value} names no days; write MO to SU, in a month also 1MO to 5MO or -1MO to -5MO";
            }

            if (number is not null && rule!.Frequency is not RecurrenceFrequency.Monthly)
            {
                return $"BYDAY={value} counts the days of a month, which only FREQ=MONTHLY does";
            }

            days.Add(new WeekdayChoice((IsoDayOfWeek)(day + 1), number));
        }

        rule = rule! with { Weekdays = days };
        return null;
    }

    private static string? ReadMonthDays(string value, ref Recurrence? rule)
    {
        if (rule!.Frequency is RecurrenceFrequency.Weekly)
        {
            return "BYMONTHDAY is not for FREQ=WEEKLY; write BYDAY, or FREQ=MONTHLY";
        }

        int?[] days = [.. value.Split(',').Select(text => ReadOrdinal(text, 31))];
        if (days.Any(day => day is null))
        {
            return $"BYMONTHDAY={value} names no days of a month; write 1 to 31, or -1 to -31 from its end";
        }

        rule = rule with { MonthDays = [.. days.OfType<int>()] };
        return null;
    }

    // Of the years that all times here are of, and far from the end of the calendar.
    private static string? ReadUntil(string value, ref Recurrence? rule)
    {
        ParseResult<Instant> time = TimeText.Parse(value);
        ParseResult<LocalDate> date = DateText.Parse(value);
        if (time.Success && value[0] is '2')
        {
            rule = rule! with { Until = time.Value.ToDateTimeOffset() };
            return null;
        }

        if (date.Success && value[0] is '2')
        {
            rule = rule! with { UntilDate = date.Value };
            return null;
        }

        return $"UNTIL={value} is no end; write a date of the years 2000 to 2999 such as 20261231, or a time in UTC such as 20261231T235959Z";
    }

    private static string? FindContradiction(Recurrence rule) =>
        rule.Count is not null && (rule.Until is not null || rule.UntilDate is not null)
            ? "COUNT and UNTIL exclude each other; remove one"
            : null;

    /// <summary>A sign may lead.</summary>
    private static int? ReadOrdinal(string text, int most)
    {
        bool isFromEnd = text.StartsWith('-');
        string digits = isFromEnd || text.StartsWith('+') ? text[1..] : text;
        int? number = ReadNumber(digits, 1, most);
        return isFromEnd ? -number : number;
    }

    private static int? ReadNumber(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number >= least
        && number <= most
            ? number
            : null;
}
