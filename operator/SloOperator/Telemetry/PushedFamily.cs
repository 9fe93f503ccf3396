using System.Buffers;

namespace SloOperator.Telemetry;

/// <summary>A family whose series the program writes as things happen, and which are kept for the life of the process.</summary>
internal abstract class PushedFamily<TSeries>(MetricHeader header, int maxSeries)
    : MetricFamily(header, maxSeries)
    where TSeries : class
{
    private readonly Dictionary<string, TSeries> _series = new(StringComparer.Ordinal);

    public sealed override void Record(
        double value,
        ReadOnlySpan<KeyValuePair<string, object?>> tags
    )
    {
        lock (Gate)
        {
            if (Find(Labels.Render(tags)) is { } series)
            {
                Add(series, value);
            }
            else
            {
                Dropped++;
            }
        }
    }

    public sealed override void Forget(string label)
    {
        lock (Gate)
        {
            foreach (string labels in _series.Keys.Where(labels => Has(labels, label)).ToList())
            {
                _series.Remove(labels);
            }
        }
    }

    public sealed override void Write(IBufferWriter<byte> output)
    {
        lock (Gate)
        {
            if (_series.Count == 0)
            {
                return;
            }

            Header.Write(output);
            foreach (
                (string labels, TSeries series) in _series.OrderBy(
                    pair => pair.Key,
                    StringComparer.Ordinal
                )
            )
            {
                WriteSeries(output, labels, series);
            }
        }
    }

    protected abstract TSeries Create();

    protected abstract void Add(TSeries series, double value);

    protected abstract void WriteSeries(IBufferWriter<byte> output, string labels, TSeries series);

    /// <summary>A whole label: it ends with its quotation mark, and one inside a value is escaped.</summary>
    private static bool Has(string labels, string label) =>
        labels.StartsWith(label, StringComparison.Ordinal)
        || labels.Contains("," + label, StringComparison.Ordinal);

    private TSeries? Find(ReadOnlySpan<char> labels)
    {
        Dictionary<string, TSeries>.AlternateLookup<ReadOnlySpan<char>> lookup =
            _series.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(labels, out TSeries? series) && _series.Count < MaxSeries)
        {
            lookup[labels] = series = Create();
        }

        return series;
    }
}
