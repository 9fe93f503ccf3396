using System.Globalization;

namespace SloOperator.Benchmarks.Servers;

/// <summary>One scrape of the operator's own metrics.</summary>
internal sealed class Metrics
{
    private static readonly string[] Reads = ["get", "list", "watch"];

    private readonly IReadOnlyList<(string Series, double Value)> _samples;

    private Metrics(IReadOnlyList<(string Series, double Value)> samples) => _samples = samples;

    /// <summary>Requests to the API server that change something, whatever came of them.</summary>
    public double Writes =>
        Sum(
            "slo_operator_kube_requests_total{",
            series =>
                !Reads.Any(verb => series.Contains($"verb=\"{verb}\"", StringComparison.Ordinal))
        );

    /// <summary>Requests to Prometheus of one kind: query (live windows), query_range (buckets).</summary>
    public double Queries(string kind) =>
        Sum(
            "slo_operator_prometheus_requests_total{",
            series => series.Contains($"kind=\"{kind}\"", StringComparison.Ordinal)
        );

    public static Metrics Parse(string text) =>
        new([
            .. text.Split('\n')
                .Where(line => line.Length > 0 && line[0] is not '#')
                .Select(ParseLine),
        ]);

    private static (string Series, double Value) ParseLine(string line)
    {
        int blank = line.LastIndexOf(' ');
        return (line[..blank], double.Parse(line[(blank + 1)..], CultureInfo.InvariantCulture));
    }

    private double Sum(string name, Func<string, bool> matches) =>
        _samples
            .Where(sample =>
                sample.Series.StartsWith(name, StringComparison.Ordinal) && matches(sample.Series)
            )
            .Sum(sample => sample.Value);
}
