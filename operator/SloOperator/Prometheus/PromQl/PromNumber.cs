using System.Globalization;

namespace SloOperator.Prometheus.PromQl;

/// <summary>Numbers as a person would write them: no exponent, no zeros at the end.</summary>
internal static class PromNumber
{
    public static string Format(decimal number) =>
        number.ToString("0.############################", CultureInfo.InvariantCulture);
}
