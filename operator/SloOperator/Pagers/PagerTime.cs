using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;
using SloOperator.Http;

namespace SloOperator.Pagers;

/// <summary>Times as pagers write and read them: ISO 8601, where the time of day, the seconds and the offset may be missing (https://developer.pagerduty.com/docs/rest-api-types).</summary>
internal static partial class PagerTime
{
    // The same choice as for shifts: the first occurrence of an ambiguous time, the first valid instant after a skipped one.
    private static readonly ZoneLocalMappingResolver Choice = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnStartOfIntervalAfter
    );

    /// <summary>Null for what is no time. One without an offset is in <paramref name="zone"/>.</summary>
    public static DateTimeOffset? Parse(string text, DateTimeZone zone)
    {
        Match match = Iso().Match(text);
        if (
            !match.Success
            || !DateTime.TryParse(
                $"{match.Groups["date"]}T{TimeOfDay(match)}",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateTime clock
            )
        )
        {
            return null;
        }

        return match.Groups["offset"].Value is { Length: > 0 } offset
            ? AtOffset(clock, offset)
            : InZone(clock, zone);
    }

    /// <summary>Null for what is no time, or not there.</summary>
    public static DateTimeOffset? Time(this JsonRow row, string name, DateTimeZone zone) =>
        row.Text(name) is { } text ? Parse(text, zone) : null;

    /// <summary>UTC to the second, rounded down: no pager's API promises to take more.</summary>
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string TimeOfDay(Match match) =>
        match.Groups["time"].Value is { Length: > 0 } time ? time : "00:00";

    private static DateTimeOffset? AtOffset(DateTime clock, string text)
    {
        TimeSpan offset = Offset(text);
        long ticks = clock.Ticks - offset.Ticks;
        return
            offset.Duration() <= TimeSpan.FromHours(14)
            && ticks >= DateTime.MinValue.Ticks
            && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(clock, offset)
            : null;
    }

    private static TimeSpan Offset(string text)
    {
        if (text is "Z" or "z")
        {
            return TimeSpan.Zero;
        }

        string digits = text[1..].Replace(":", "", StringComparison.Ordinal);
        int hours = int.Parse(digits[..2], CultureInfo.InvariantCulture);
        int minutes = digits.Length > 2 ? int.Parse(digits[2..], CultureInfo.InvariantCulture) : 0;
        TimeSpan offset = new(hours, minutes, 0);
        return text[0] == '-' ? -offset : offset;
    }

    private static DateTimeOffset InZone(DateTime clock, DateTimeZone zone) =>
        zone.ResolveLocal(LocalDateTime.FromDateTime(clock), Choice).ToDateTimeOffset();

    [GeneratedRegex(
        @"^(?<date>\d{4}-\d{2}-\d{2})([T ](?<time>\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?)\d*(?<offset>[Zz]|[+-]\d{2}(:?\d{2})?)?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Iso();
}
