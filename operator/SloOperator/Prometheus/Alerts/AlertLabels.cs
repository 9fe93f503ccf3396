using System.Text;
using SloOperator.Domain.OnCall;

namespace SloOperator.Prometheus.Alerts;

/// <summary>Tells whose sample a series of ALERTS is.</summary>
internal static class AlertLabels
{
    public static AlertSeries SeriesOf(
        IReadOnlyDictionary<string, string> labels,
        IReadOnlyList<string> groupBy
    ) =>
        new(
            KeyOf(labels, groupBy),
            Write(labels.Where(label => !IsOfReplica(label.Key))),
            Write(labels.Where(label => IsOfReplica(label.Key)))
        );

    /// <summary>HighLatency/api: the alert's name, then the values it is grouped by; a label that is not there leaves its place empty.</summary>
    private static string KeyOf(
        IReadOnlyDictionary<string, string> labels,
        IReadOnlyList<string> groupBy
    ) =>
        string.Join(
            '/',
            groupBy
                .Where(label => label is not AlertLabelNames.Name)
                .Prepend(AlertLabelNames.Name)
                .Select(label => labels.GetValueOrDefault(label, ""))
        );

    private static bool IsOfReplica(string label) =>
        AlertLabelNames.Replicas.Contains(label, StringComparer.Ordinal);

    private static string Write(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var text = new StringBuilder();
        foreach ((string name, string value) in labels.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            // Lengths, so that no value can look like another label.
            text.Append(name)
                .Append('=')
                .Append(value.Length)
                .Append(':')
                .Append(value)
                .Append(',');
        }

        return text.ToString();
    }
}
