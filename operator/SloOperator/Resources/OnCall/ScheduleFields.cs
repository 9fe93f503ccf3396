using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace SloOperator.Resources.OnCall;

/// <summary>Reads times, dates and people; each gives null and records a problem when there is none or it cannot be used. The patterns are those of the CRDs.</summary>
internal static partial class ScheduleFields
{
    private const int LongestMember = 128;

    /// <summary>HH:mm, from 00:00 to 23:59.</summary>
    public static LocalTime? ReadTimeOfDay(this SpecField field, string? text) =>
        field.ReadText(text, TimeOfDay(), "a time of day as HH:mm, such as 08:00") is { } written
            ? TimeOf(written)
            : null;

    /// <summary>Such as Mon 09:00.</summary>
    public static (IsoDayOfWeek Day, LocalTime Time)? ReadWeeklyHandoff(
        this SpecField field,
        string? text
    ) =>
        field.ReadText(
            text,
            WeeklyHandoff(),
            "a day and a time of day for a Weekly rotation, such as \"Mon 09:00\""
        )
            is { } written
            ? (Weekdays.DayOf(written[..3]), TimeOf(written[4..]))
            : null;

    public static LocalTime? ReadDailyHandoff(this SpecField field, string? text) =>
        field.ReadText(
            text,
            TimeOfDay(),
            "a time of day as HH:mm for a Daily rotation, such as \"09:00\""
        )
            is { } written
            ? TimeOf(written)
            : null;

    public static LocalDate? ReadDate(this SpecField field, string? text)
    {
        const string Wanted = "a date of the years 2000 to 2999, such as \"2026-12-25\"";
        if (field.ReadText(text, Date(), Wanted) is not { } written)
        {
            return null;
        }

        ParseResult<LocalDate> parsed = LocalDatePattern.Iso.Parse(written);
        if (parsed.Success)
        {
            return parsed.Value;
        }

        field.Refuse($"{Found.Quote(written)} is no day of the calendar; write {Wanted}");
        return null;
    }

    /// <summary>RFC 3339 with its offset; given in UTC.</summary>
    public static DateTimeOffset? ReadTime(this SpecField field, string? text)
    {
        const string Wanted =
            "a time of the years 2000 to 2999 with its offset, such as \"2026-01-05T09:00:00Z\"";
        if (field.ReadText(text, Time(), Wanted) is not { } written)
        {
            return null;
        }

        ParseResult<OffsetDateTime> parsed = OffsetDateTimePattern.Rfc3339.Parse(written);
        if (parsed.Success)
        {
            return parsed.Value.ToInstant().ToDateTimeOffset();
        }

        field.Refuse($"{Found.Quote(written)} is no time of the calendar; write {Wanted}");
        return null;
    }

    /// <summary>As the schedule names a person: 1 to 128 characters on one line, with no blank at either end.</summary>
    public static string? ReadMember(this SpecField field, string? text)
    {
        string wanted = $"1 to {LongestMember} characters on one line, with no blank at either end";
        if (field.ReadText(text, Member(), wanted) is not { } written)
        {
            return null;
        }

        // Characters as the API server counts them.
        if (written.EnumerateRunes().Count() <= LongestMember)
        {
            return written;
        }

        field.Refuse($"{Found.Quote(written)} is too long for a name here; write {wanted}");
        return null;
    }

    private static string? ReadText(
        this SpecField field,
        string? text,
        Regex pattern,
        string wanted
    )
    {
        if (string.IsNullOrEmpty(text))
        {
            field.Refuse($"is missing; write {wanted}");
            return null;
        }

        if (pattern.IsMatch(text))
        {
            return text;
        }

        field.Refuse($"{Found.Quote(text)} cannot be used; write {wanted}");
        return null;
    }

    private static LocalTime TimeOf(string text) =>
        new(
            int.Parse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture),
            int.Parse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture)
        );

    [GeneratedRegex(@"^([01][0-9]|2[0-3]):[0-5][0-9]\z", RegexOptions.ExplicitCapture)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(
        @"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01][0-9]|2[0-3]):[0-5][0-9]\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex WeeklyHandoff();

    [GeneratedRegex(@"^2[0-9]{3}-[0-9]{2}-[0-9]{2}\z")]
    private static partial Regex Date();

    [GeneratedRegex(
        @"^2[0-9]{3}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Time();

    [GeneratedRegex(
        @"^[^\x00-\x20\x7f]([^\x00-\x1f\x7f]*[^\x00-\x20\x7f])?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Member();
}
