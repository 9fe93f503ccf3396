using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.IO.Pipelines;

namespace SloOperator.Telemetry;

/// <summary>
/// The Prometheus text exposition (format 0.0.4) of this process's meters; instrument names are exported unchanged, and a
/// value that is not finite is never exported.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";
    public const string MeterPrefix = "SloOperator";

    private const string DroppedName = "slo_operator_metrics_dropped_samples_total";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(
        StringComparer.Ordinal
    );
    private readonly Predicate<Meter> _includes;
    private readonly int _maxSeries;
    private readonly IReadOnlyList<ExposedFamily> _others;
    private readonly SemaphoreSlim _scrape = new(1);

    /// <param name="includes">Which meters are exported; null: those whose name starts with <see cref="MeterPrefix"/>.</param>
    /// <param name="maxSeries">Per metric; samples of further series are dropped and counted, so that a tenant's labels cannot fill the memory.</param>
    /// <param name="others">Shown beside those of the meters.</param>
    public PrometheusText(
        Predicate<Meter>? includes = null,
        int maxSeries = 20_000,
        IReadOnlyList<ExposedFamily>? others = null
    )
    {
        _others = others ?? [];
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSeries, 1);
        _includes =
            includes ?? (meter => meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal));
        _maxSeries = maxSeries;
        _listener.InstrumentPublished = Follow;
        _listener.MeasurementsCompleted = Forget;
        ListenTo<byte>();
        ListenTo<short>();
        ListenTo<int>();
        ListenTo<long>();
        ListenTo<float>();
        ListenTo<double>();
        ListenTo<decimal>();
        _listener.Start();
    }

    /// <summary>Observes every gauge, then writes all families in the order of their names; sent family by family, so that a large fleet's text is never held whole.</summary>
    public async Task WriteAsync(PipeWriter output, CancellationToken ct)
    {
        await _scrape.WaitAsync(ct);
        try
        {
            ExposedFamily[] families = Observe();
            using var text = new ChunkedText(output);
            foreach (ExposedFamily family in families)
            {
                family.Write(text);
                text.Flush();
                await output.FlushAsync(ct);
            }

            WriteDropped(text, families);
            text.Flush();
            await output.FlushAsync(ct);
        }
        finally
        {
            _scrape.Release();
        }
    }

    /// <summary>Drops the series that this process's meters made of something that is gone.</summary>
    /// <param name="name">Of the label that names it.</param>
    /// <param name="value">Its name, a DNS name: nothing in it is escaped.</param>
    public void Forget(string name, string value)
    {
        foreach (MetricFamily family in _families.Values)
        {
            family.Forget($"{name}=\"{value}\"");
        }
    }

    /// <summary>The same at once, for an output that holds all of it.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        _scrape.Wait();
        try
        {
            ExposedFamily[] families = Observe();
            Array.ForEach(families, family => family.Write(output));
            WriteDropped(output, families);
        }
        finally
        {
            _scrape.Release();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _scrape.Dispose();
    }

    private ExposedFamily[] Observe()
    {
        MetricFamily[] observed = [.. _families.Values];
        foreach (MetricFamily family in observed)
        {
            family.BeginScrape();
        }

        _listener.RecordObservableInstruments();
        return [.. observed.Concat(_others).OrderBy(family => family.Name, StringComparer.Ordinal)];
    }

    private static void WriteDropped(IBufferWriter<byte> output, ExposedFamily[] families)
    {
        var dropped = new SumFamily(
            new MetricHeader(
                DroppedName,
                "counter",
                "Samples not exported because their metric has too many series."
            ),
            families.Length + 1
        );
        foreach (
            MetricFamily family in families
                .OfType<MetricFamily>()
                .Where(family => family.Dropped > 0)
        )
        {
            dropped.Record(
                family.Dropped,
                [KeyValuePair.Create<string, object?>("metric", family.Name)]
            );
        }

        dropped.Write(output);
    }

    private void ListenTo<T>()
        where T : struct, IConvertible =>
        _listener.SetMeasurementEventCallback<T>(
            static (_, value, tags, state) =>
            {
                double number = value.ToDouble(null);
                if (double.IsFinite(number))
                {
                    ((MetricFamily)state!).Record(number, tags);
                }
            }
        );

    private void Follow(Instrument instrument, MeterListener listener)
    {
        if (_includes(instrument.Meter) && MetricFamily.For(instrument, _maxSeries) is { } created)
        {
            MetricFamily family = _families.GetOrAdd(created.Name, created);
            if (!string.Equals(family.Type, created.Type, StringComparison.Ordinal))
            {
                throw new InvalidOperationException(
                    $"{created.Name} is exported as a {family.Type} already; it cannot be a {created.Type} too."
                );
            }

            listener.EnableMeasurementEvents(instrument, family);
        }
    }

    private void Forget(Instrument instrument, object? state)
    {
        if (state is MetricFamily family)
        {
            _families.TryRemove(KeyValuePair.Create(family.Name, family));
        }
    }
}
