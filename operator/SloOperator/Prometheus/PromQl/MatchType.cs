namespace SloOperator.Prometheus.PromQl;

/// <summary>How a matcher compares; regular expressions are RE2's and anchored at both ends.</summary>
internal enum MatchType
{
    Equal,
    NotEqual,
    Regex,
    NotRegex,
}
