using System.Globalization;
using System.Text.Json;

namespace SloOperator.Kubernetes.Api;

internal static class Rfc3339
{
    public const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    public const string Microseconds = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private const int TicksDigits = 7;

    private static readonly string[] Formats =
    [
        Seconds,
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    public static DateTimeOffset Parse(string? text)
    {
        if (
            text is not null
            && DateTimeOffset.TryParseExact(
                WithTicksAtMost(text),
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset time
            )
        )
        {
            return time;
        }

        throw new JsonException($"'{text}' is not an RFC 3339 time");
    }

    /// <summary>The base library reads seven digits of a fraction, Go writes up to nine, and the RFC sets no limit.</summary>
    private static string WithTicksAtMost(string text)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        int end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        int kept = Math.Min(end, dot + 1 + TicksDigits);
        return string.Concat(text.AsSpan(0, kept), text.AsSpan(end));
    }
}
