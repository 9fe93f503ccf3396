using System.Globalization;

namespace SloOperator.Resources;

/// <summary>Durations as Prometheus reads them: 5m, 28d, 1h30m, 300ms; units from large to small, each at most once; a day is 24 hours, a week 7 days, a year 365.</summary>
internal static class PrometheusDuration
{
    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("y", TimeSpan.FromDays(365)),
        ("w", TimeSpan.FromDays(7)),
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    /// <summary>False also for what is too long for a TimeSpan, and for a bare 0: every number has its unit.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        ReadOnlySpan<char> rest = text;
        Int128 ticks = 0;
        int unit = -1;
        while (!rest.IsEmpty)
        {
            if (!TryReadPart(ref rest, ref unit, out long number))
            {
                return false;
            }

            ticks += (Int128)number * Units[unit].Length.Ticks;
        }

        bool usable = unit >= 0 && ticks <= TimeSpan.MaxValue.Ticks;
        duration = usable ? new TimeSpan((long)ticks) : default;
        return usable;
    }

    /// <summary>One number and its unit, which must be a smaller one than the last.</summary>
    private static bool TryReadPart(ref ReadOnlySpan<char> rest, ref int unit, out long number)
    {
        ReadOnlySpan<char> digits = TakeWhile(ref rest, char.IsAsciiDigit);
        ReadOnlySpan<char> name = TakeWhile(ref rest, char.IsAsciiLetter);
        int last = unit;
        unit = IndexOf(name);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && unit > last;
    }

    private static int IndexOf(ReadOnlySpan<char> name)
    {
        for (int i = 0; i < Units.Length; i++)
        {
            if (name.SequenceEqual(Units[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    private static ReadOnlySpan<char> TakeWhile(
        ref ReadOnlySpan<char> rest,
        Func<char, bool> wanted
    )
    {
        int length = 0;
        while (length < rest.Length && wanted(rest[length]))
        {
            length++;
        }

        ReadOnlySpan<char> taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
