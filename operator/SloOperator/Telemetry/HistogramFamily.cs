using System.Buffers;
using System.Globalization;

namespace SloOperator.Telemetry;

/// <summary>Classic histograms: cumulative buckets, <c>_sum</c> and <c>_count</c>.</summary>
internal sealed class HistogramFamily(MetricHeader header, double[] bounds, int maxSeries)
    : PushedFamily<HistogramFamily.Series>(header, maxSeries)
{
    private readonly string[] _bounds =
    [
        .. bounds.Select(bound => bound.ToString(CultureInfo.InvariantCulture)),
        "+Inf",
    ];

    protected override Series Create() => new(_bounds.Length);

    protected override void Add(Series series, double value)
    {
        int at = Array.BinarySearch(bounds, value);
        series.Counts[at >= 0 ? at : ~at]++;
        series.Sum += value;
    }

    protected override void WriteSeries(IBufferWriter<byte> output, string labels, Series series)
    {
        string before = labels.Length == 0 ? "" : labels + ",";
        long count = 0;
        for (int index = 0; index < _bounds.Length; index++)
        {
            count += series.Counts[index];
            output.WriteSample(Name + "_bucket", $"{before}le=\"{_bounds[index]}\"", count);
        }

        output.WriteSample(Name + "_sum", labels, series.Sum);
        output.WriteSample(Name + "_count", labels, count);
    }

    internal sealed class Series(int buckets)
    {
        public long[] Counts { get; } = new long[buckets];

        public double Sum { get; set; }
    }
}
