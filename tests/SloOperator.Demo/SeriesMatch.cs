using System.Text.RegularExpressions;
using SloOperator.Prometheus.PromQl;
using SloOperator.Testing.Histories;
using MatchType = SloOperator.Prometheus.PromQl.MatchType;

namespace SloOperator.Demo;

/// <summary>Whether a selector picks a series, as Prometheus decides it.</summary>
internal static class SeriesMatch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static bool Picks(this Selector selector, SeriesName series) =>
        Same(selector.Metric ?? series.Metric, series.Metric)
        && selector.Matchers.All(matcher => Holds(matcher, series[matcher.Label]));

    private static bool Holds(LabelMatcher matcher, string value) =>
        matcher.Type switch
        {
            MatchType.Equal => Same(matcher.Value, value),
            MatchType.NotEqual => !Same(matcher.Value, value),
            MatchType.Regex => IsWhole(matcher.Value, value),
            _ => !IsWhole(matcher.Value, value),
        };

    private static bool IsWhole(string pattern, string value) =>
        Regex.IsMatch(value, $@"\A(?:{pattern})\z", RegexOptions.ExplicitCapture, Patience);

    private static bool Same(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal);
}
