using System.Text.RegularExpressions;
using SloOperator.EndToEnd.Tests.Fixtures;

namespace SloOperator.EndToEnd.Tests.Dashboards;

/// <summary>The names that the program's source gives to metrics.</summary>
internal static partial class ExportedMetrics
{
    private static readonly Lazy<IReadOnlySet<string>> Found = new(() =>
        Directory
            .GetFiles(RepositoryRoot.File("operator"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet(StringComparer.Ordinal)
    );

    public static IReadOnlySet<string> Names => Found.Value;

    /// <summary>Of the metrics that an expression reads; a histogram counts under its own name.</summary>
    public static IEnumerable<string> In(string expression) =>
        Name()
            .Matches(expression)
            .Select(match => Suffix().Replace(match.Value, ""))
            .Distinct(StringComparer.Ordinal);

    [GeneratedRegex("\"(?<name>slo_operator_[a-z0-9_]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    [GeneratedRegex("slo_operator_[a-z0-9_]+")]
    private static partial Regex Name();

    [GeneratedRegex("(?<=_seconds)_bucket$")]
    private static partial Regex Suffix();
}
