using System.Buffers;
using System.Runtime.CompilerServices;

namespace SloOperator.Telemetry;

/// <summary>Gauges that the program sets: the last value counts.</summary>
internal sealed class LastValueFamily(MetricHeader header, int maxSeries)
    : PushedFamily<StrongBox<double>>(header, maxSeries)
{
    protected override StrongBox<double> Create() => new();

    protected override void Add(StrongBox<double> series, double value) => series.Value = value;

    protected override void WriteSeries(
        IBufferWriter<byte> output,
        string labels,
        StrongBox<double> series
    ) => output.WriteSample(Name, labels, series.Value);
}
