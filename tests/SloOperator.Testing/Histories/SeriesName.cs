using System.Collections.Immutable;

namespace SloOperator.Testing.Histories;

/// <summary>A metric name with its labels, as one Prometheus series has them.</summary>
public sealed class SeriesName
{
    private readonly ImmutableSortedDictionary<string, string> _labels;

    internal SeriesName(string metric, IEnumerable<(string Label, string Value)> labels)
        : this(
            metric,
            labels.ToImmutableSortedDictionary(
                label => label.Label,
                label => label.Value,
                StringComparer.Ordinal
            )
        ) { }

    private SeriesName(string metric, ImmutableSortedDictionary<string, string> labels)
    {
        Metric = metric;
        _labels = labels;
    }

    public string Metric { get; }

    /// <summary>The value of a label; "" when the series lacks it, as in a selector.</summary>
    public string this[string label] => _labels.GetValueOrDefault(label, "");

    public override string ToString() =>
        _labels.IsEmpty
            ? Metric
            : $"{Metric}{{{string.Join(',', _labels.Select(label => $"{label.Key}=\"{Escape(label.Value)}\""))}}}";

    internal SeriesName With(IEnumerable<(string Label, string Value)> labels) =>
        new(
            Metric,
            _labels.SetItems(labels.Select(label => KeyValuePair.Create(label.Label, label.Value)))
        );

    private static string Escape(string value) =>
        value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
