using System.Globalization;
using SloOperator.Domain.Budgets;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Collection;

/// <summary>What values and their absence mean for an indicator; pure. Absence is data, nonsense is not.</summary>
internal static class Judgement
{
    /// <summary>What subtracting two float sums may lose, as a share of the total.</summary>
    private const double Rounding = 1e-6;

    /// <param name="indicator">Says how bad was computed, for the message.</param>
    /// <param name="bad">Null: absent, which with a total present means none.</param>
    /// <param name="total">Null: absent, which means unmeasured whatever bad says.</param>
    public static JudgedCounts Of(Indicator indicator, double? bad, double? total)
    {
        if (total is not { } all)
        {
            return default;
        }

        double failed = bad ?? 0;
        if (failed < 0 && failed >= -Rounding * all)
        {
            failed = 0;
        }

        string? nonsense = BucketCounts.IsCount(all)
            ? NonsenseOf(indicator, failed, all)
            : $"the total is {Text(all)}";
        return nonsense is null
            ? new JudgedCounts(new BucketCounts(failed, all), null)
            : new JudgedCounts(null, nonsense);
    }

    private static string? NonsenseOf(Indicator indicator, double bad, double total) =>
        (indicator, bad) switch
        {
            _ when BucketCounts.IsCount(bad) => null,
            (Indicator.Latency latency, double.NaN) =>
                $"{latency.Histogram.WithSuffix("_count")} has events but no bucket le=\"{latency.ThresholdSeconds}\" counts them",
            (Indicator.Probe, < 0 and > double.NegativeInfinity) =>
                $"the probe is above 1: {Text(total - bad)} successes of {Text(total)} samples",
            (Indicator.GoodEvents or Indicator.Latency, < 0 and > double.NegativeInfinity) =>
                $"good exceeds total: {Text(total - bad)} good of {Text(total)} events",
            _ => $"the bad events are {Text(bad)}",
        };

    private static string Text(double value) =>
        value switch
        {
            double.NaN => "NaN",
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            _ => value.ToString("0.###", CultureInfo.InvariantCulture),
        };
}
