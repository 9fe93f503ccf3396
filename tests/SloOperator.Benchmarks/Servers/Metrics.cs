using System.Globalization;

namespace SloOperator.Benchmarks.Servers;

/// <summary>One scrape of the operator's own metrics.</summary>
internal sealed class Metrics
{
    private static readonly string[] Reads = ["get", "list", "watch"];

    private readonly IReadOnlyList<(string Series, double Value)> _samples;

    private Metrics(IReadOnlyList<(string Series, double Value)> samples) => _samples = samples;

    /// <summary>Requests to the API server that change something, whatever came of them.</summary>
    public double Writes => Sum("slo_operator_kube_requests_total{", IsWrite);

    /// <summary>Which writes there were since the scrape before, by verb and resource; empty: none.</summary>
    public string WritesSince(Metrics before) =>
        string.Join(
            ", ",
            _samples
                .Where(sample => IsWrite(sample.Series))
                .Select(sample =>
                    (sample.Series, Added: sample.Value - before.ValueOf(sample.Series))
                )
                .Where(sample => sample.Added > 0)
                .Select(sample =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{sample.Added} × {sample.Series["slo_operator_kube_requests_total".Length..]}"
                    )
                )
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

    private static bool IsWrite(string series) =>
        series.StartsWith("slo_operator_kube_requests_total{", StringComparison.Ordinal)
        && !Reads.Any(verb => series.Contains($"verb=\"{verb}\"", StringComparison.Ordinal));

    private double ValueOf(string series) =>
        _samples.FirstOrDefault(sample => sample.Series == series).Value;

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
