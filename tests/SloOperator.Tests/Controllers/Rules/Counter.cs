using System.Globalization;

namespace SloOperator.Tests.Controllers.Rules;

/// <summary>A counter in promtool's words, a stretch of minutes after another.</summary>
internal static class Counter
{
    /// <param name="stretches">How long, and how much is added each minute; null: there is no sample.</param>
    public static string Of(params IReadOnlyList<(int Minutes, double? PerMinute)> stretches)
    {
        double value = 0;
        List<string> texts = ["0"];
        foreach ((int minutes, double? added) in stretches)
        {
            if (added is not { } each)
            {
                texts.Add(Text($"_x{minutes}"));
                continue;
            }

            // The first sample of a stretch already has its part, and is not counted by x.
            texts.Add(Text($"{value + each}+{each}x{minutes - 1}"));
            value += each * minutes;
        }

        return string.Join(' ', texts);
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
