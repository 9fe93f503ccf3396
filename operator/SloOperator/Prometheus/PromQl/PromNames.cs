using System.Buffers;

namespace SloOperator.Prometheus.PromQl;

/// <summary>What may stand unquoted as a name in PromQL.</summary>
internal static class PromNames
{
    public const string MetricLabel = "__name__";

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
    );

    // Words the PromQL lexer takes for itself in some version; a metric of that name is written as {__name__="sum"}.
    private static readonly HashSet<string> Keywords = new(
        [
            "and",
            "or",
            "unless",
            "atan2",
            "sum",
            "avg",
            "count",
            "min",
            "max",
            "group",
            "stddev",
            "stdvar",
            "topk",
            "bottomk",
            "count_values",
            "quantile",
            "limitk",
            "limit_ratio",
            "offset",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "group_right",
            "bool",
            "start",
            "end",
            "step",
            "range",
            "anchored",
            "smoothed",
            "inf",
            "nan",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    public static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_';

    public static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    public static bool IsLabel(string name) =>
        name.Length > 0 && IsStart(name[0]) && !name.AsSpan().ContainsAnyExcept(LabelCharacters);

    /// <summary>Colons are a metric's alone. Keywords are not plain: they would start something else than a selector.</summary>
    public static bool IsPlainMetric(string name) =>
        name.Length > 0
        && (IsStart(name[0]) || name[0] == ':')
        && name.All(c => IsPart(c) || c == ':')
        && !Keywords.Contains(name);
}
