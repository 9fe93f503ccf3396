using System.Text.RegularExpressions;
using SloOperator.EndToEnd.Tests.Fixtures;

namespace SloOperator.EndToEnd.Tests.Dashboards;

/// <summary>The tables of docs/metrics.md, and what a scrape shows.</summary>
internal static partial class MetricsReference
{
    /// <summary>By name; fails when one is there twice.</summary>
    public static IReadOnlyDictionary<string, DocumentedMetric> Read() =>
        File.ReadAllLines(RepositoryRoot.File("docs", "metrics.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .Select(row => new DocumentedMetric(
                row.Groups["name"].Value,
                row.Groups["type"].Value,
                Sorted(row.Groups["labels"].Value.Split(", "))
            ))
            .ToDictionary(metric => metric.Name, StringComparer.Ordinal);

    /// <summary>Of a text exposition: each family with the labels of all its series.</summary>
    public static IReadOnlyList<DocumentedMetric> Exposed(string text)
    {
        string[] lines = text.Split('\n');
        return
        [
            .. lines
                .Select(line => Declaration().Match(line))
                .Where(found => found.Success)
                .Select(found => new DocumentedMetric(
                    found.Groups["name"].Value,
                    found.Groups["type"].Value,
                    LabelsOf(lines, found.Groups["name"].Value)
                )),
        ];
    }

    // The boundary of a bucket is Prometheus' own.
    private static string[] LabelsOf(string[] lines, string name) =>
        Sorted(
            lines
                .Where(line => Belongs(line, name))
                .SelectMany(line => Label().Matches(line))
                .Select(match => match.Groups["label"].Value)
                .Where(label => label is not "le")
                .Distinct(StringComparer.Ordinal)
        );

    private static bool Belongs(string line, string name) =>
        ((string[])["{", "_bucket{", "_sum{"]).Any(ending =>
            line.StartsWith(name + ending, StringComparison.Ordinal)
        );

    private static string[] Sorted(IEnumerable<string> labels) =>
        [.. labels.Where(label => label is not ("" or "–")).Order(StringComparer.Ordinal)];

    [GeneratedRegex(
        @"^\| `(?<name>slo_operator_[a-z0-9_]+)` \| (?<type>gauge|counter|histogram) \| (?<labels>[^|]*) \| [^|]{10,} \|$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Row();

    [GeneratedRegex("^# TYPE (?<name>[a-z0-9_]+) (?<type>[a-z]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();

    [GeneratedRegex("[{,](?<label>[a-z_]+)=\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();
}
