using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SloOperator.Kubernetes.Tests.Runtime;

/// <summary>What the runtime's instruments said for one controller, as "name{labels}" and its sum.</summary>
internal sealed class MeterRecord : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);

    public MeterRecord(string label)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is "SloOperator.Kubernetes")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (i, value, tags, _) => Add(i, value, label, tags)
        );
        _listener.SetMeasurementEventCallback<double>(
            (i, value, tags, _) => Add(i, value, label, tags)
        );
        _listener.Start();
    }

    public double this[string name] => _sums.GetValueOrDefault(name);

    public void Dispose() => _listener.Dispose();

    private void Add(
        Instrument instrument,
        double value,
        string label,
        ReadOnlySpan<KeyValuePair<string, object?>> tags
    )
    {
        if (tags.Length > 0 && label.Equals(tags[0].Value))
        {
            string rest = string.Join(
                ",",
                tags[1..].ToArray().Select(tag => $"{tag.Key}={tag.Value}")
            );
            _sums.AddOrUpdate(
                rest.Length > 0 ? $"{instrument.Name}{{{rest}}}" : instrument.Name,
                value,
                (_, sum) => sum + value
            );
        }
    }
}
