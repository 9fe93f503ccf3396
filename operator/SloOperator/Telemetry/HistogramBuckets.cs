using System.Diagnostics.Metrics;

namespace SloOperator.Telemetry;

/// <summary>The upper bounds of a histogram: those its author advised, else Prometheus' usual ones, in seconds.</summary>
internal static class HistogramBuckets
{
    public static readonly double[] Default =
    [
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
    ];

    public static double[] Of(Instrument instrument) =>
        instrument switch
        {
            Histogram<double> histogram => From(histogram.Advice),
            Histogram<float> histogram => From(histogram.Advice),
            Histogram<decimal> histogram => From(histogram.Advice),
            Histogram<long> histogram => From(histogram.Advice),
            Histogram<int> histogram => From(histogram.Advice),
            Histogram<short> histogram => From(histogram.Advice),
            Histogram<byte> histogram => From(histogram.Advice),
            _ => Default,
        };

    private static double[] From<T>(InstrumentAdvice<T>? advice)
        where T : struct, IConvertible =>
        advice?.HistogramBucketBoundaries is { Count: > 0 } bounds
            ?
            [
                .. bounds
                    .Select(bound => bound.ToDouble(null))
                    .Where(double.IsFinite)
                    .Order()
                    .Distinct(),
            ]
            : Default;
}
