using System.Globalization;

namespace SloOperator.Domain.Objectives;

/// <summary>The share of events that must be good, in percent, strictly between 0 and 100; decimal, because binary 100 − 99.9 is 0.0999…943 and users would read that.</summary>
public readonly record struct Target
{
    private const NumberStyles PlainDecimal = NumberStyles.AllowDecimalPoint;

    public Target(decimal percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(percent, 0m);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(percent, 100m);
        Percent = percent;
    }

    /// <summary>Percent, as written: 99.9.</summary>
    public decimal Percent { get; }

    /// <summary>The share of events that may be bad: (100 − percent) / 100, in (0, 1).</summary>
    public decimal AllowedRatio => (100m - Percent) / 100m;

    /// <summary>Reads a plain decimal such as "99.95"; no sign, exponent or blanks.</summary>
    public static bool TryParse(string? text, out Target target)
    {
        target = default;
        bool plain = decimal.TryParse(
            text,
            PlainDecimal,
            CultureInfo.InvariantCulture,
            out decimal percent
        );
        if (!plain || percent <= 0m || percent >= 100m)
        {
            return false;
        }

        target = new Target(percent);
        return true;
    }

    public override string ToString() => Percent.ToString(CultureInfo.InvariantCulture);
}
