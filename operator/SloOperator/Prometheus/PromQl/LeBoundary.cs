using System.Globalization;

namespace SloOperator.Prometheus.PromQl;

/// <summary>Upper bounds of histogram buckets, compared as numbers: exporters write 1 as 1 or 1.0, and Prometheus 3 rewrites what it scrapes.</summary>
internal static class LeBoundary
{
    private const NumberStyles Number =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads an le label's value; "+Inf" is positive infinity, NaN is none.</summary>
    public static bool TryParse(string text, out double bound)
    {
        if (text is "+Inf" or "Inf")
        {
            bound = double.PositiveInfinity;
            return true;
        }

        bound = double.NaN;
        return text.Length > 0
            && (char.IsAsciiDigit(text[^1]) || text[^1] == '.')
            && double.TryParse(text, Number, CultureInfo.InvariantCulture, out bound)
            && double.IsFinite(bound);
    }

    /// <summary>The texts among those that exist which say this number; empty when it is no boundary.</summary>
    public static IReadOnlyList<string> Matching(decimal seconds, IEnumerable<string> texts)
    {
        double wanted = ToDouble(seconds);
        return
        [
            .. texts
                .Where(text => TryParse(text, out double bound) && bound.Equals(wanted))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Every way the usual exporters write this number: 1 and 1.0; 0.00001, 1e-05 and 1.0E-5.</summary>
    public static IReadOnlyList<string> TextsOf(decimal seconds)
    {
        string plain = seconds.ToString(
            "0.############################",
            CultureInfo.InvariantCulture
        );
        var texts = new SortedSet<string>(StringComparer.Ordinal) { plain };
        if (!plain.Contains('.', StringComparison.Ordinal))
        {
            texts.Add(plain + ".0");
        }

        double number = ToDouble(seconds);
        if (number is < 1e-4 or >= 1e6)
        {
            texts.Add(number.ToString("0.################e+00", CultureInfo.InvariantCulture)); // Go, Python
            texts.Add(number.ToString("0.0###############E0", CultureInfo.InvariantCulture)); // Java
        }

        return [.. texts];
    }

    // By way of text: the cast from decimal is not always the nearest double.
    private static double ToDouble(decimal value) =>
        double.Parse(
            value.ToString(CultureInfo.InvariantCulture),
            NumberStyles.Float,
            CultureInfo.InvariantCulture
        );
}
