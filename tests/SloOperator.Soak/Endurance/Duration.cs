using System.Globalization;

namespace SloOperator.Soak.Endurance;

/// <summary>A length of time as SOAK has it: 90s, 10m or 1h.</summary>
internal static class Duration
{
    /// <exception cref="FormatException">It is anything else.</exception>
    public static TimeSpan Parse(string text) =>
        text is [.. var number, var unit]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && count > 0
            ? unit switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                _ => throw Bad(text),
            }
            : throw Bad(text);

    private static FormatException Bad(string text) =>
        new($"SOAK is '{text}'; use a number and s, m or h, such as 10m");
}
