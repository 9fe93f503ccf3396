using System.Globalization;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Collection;

/// <summary>Whether a histogram has a bucket for a threshold; boundaries are compared as numbers.</summary>
internal static class BucketBoundaries
{
    /// <summary>Null when the threshold is a boundary, or when there is no histogram to say.</summary>
    public static string? ProblemOf(Indicator.Latency latency, IReadOnlyList<string> found)
    {
        if (found.Count == 0 || LeBoundary.Matching(latency.ThresholdSeconds, found).Count > 0)
        {
            return null;
        }

        string threshold = latency.ThresholdSeconds.ToString(CultureInfo.InvariantCulture);
        return $"threshold {threshold} s is not a bucket boundary of {latency.Histogram}; it has {Listed(found)}";
    }

    /// <summary>As found, and every other way they are usually written: half a fleet may be upgraded between two checks.</summary>
    public static IReadOnlyList<string> TextsOf(
        Indicator.Latency latency,
        IReadOnlyList<string> found
    ) =>
        [
            .. LeBoundary
                .Matching(latency.ThresholdSeconds, found)
                .Union(LeBoundary.TextsOf(latency.ThresholdSeconds), StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static string Listed(IReadOnlyList<string> found)
    {
        string[] finite =
        [
            .. found
                .Select(text =>
                    LeBoundary.TryParse(text, out double bound) ? bound : double.PositiveInfinity
                )
                .Where(double.IsFinite)
                .Distinct()
                .Order()
                .Select(bound => bound.ToString(CultureInfo.InvariantCulture)),
        ];
        return finite.Length == 0 ? "none but +Inf" : string.Join(", ", finite);
    }
}
