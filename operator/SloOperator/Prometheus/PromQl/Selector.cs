using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Prometheus.PromQl;

/// <summary>
/// A set of series: a metric name, label matchers, or both, and nothing else. Written out it is rebuilt from these parts, so that a tenant's text
/// never reaches a query; equal when written alike.
/// </summary>
internal sealed class Selector : IEquatable<Selector>
{
    private readonly string _text;

    public Selector(string? metric, IEnumerable<LabelMatcher> matchers)
    {
        Metric = metric;
        Matchers = [.. matchers];
        LiftMetric();
        if (Metric is not null && Matchers.Any(matcher => matcher.Label is PromNames.MetricLabel))
        {
            throw new ArgumentException("The metric's name is set twice.", nameof(matchers));
        }

        if (Metric is null && Matchers.All(matcher => matcher.MatchesEmpty))
        {
            throw new ArgumentException(
                "At least one matcher must not match the empty string.",
                nameof(matchers)
            );
        }

        _text = Write();
    }

    /// <summary>Null when the name is matched by a regex, or not at all.</summary>
    public string? Metric { get; private set; }

    /// <summary>In the order written; the metric's name is not among them when <see cref="Metric"/> has it.</summary>
    public ImmutableArray<LabelMatcher> Matchers { get; private set; }

    /// <summary>Problems say what was found at which column, counted from 1.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Selector? selector,
        [NotNullWhen(false)] out string? problem
    ) => SelectorParser.TryParse(text, out selector, out problem);

    /// <summary>Matchers without braces and without a metric before them: severity="page",team="shop". Columns are those of the text.</summary>
    public static bool TryParseMatchers(
        string text,
        [NotNullWhen(true)] out Selector? selector,
        [NotNullWhen(false)] out string? problem
    ) => SelectorParser.TryParseMatchers(text, out selector, out problem);

    /// <summary>Whether any matcher speaks of the label, however it compares; a metric's name is the label __name__.</summary>
    public bool Sets(string label) =>
        (Metric is not null && label is PromNames.MetricLabel)
        || Matchers.Any(matcher => string.Equals(matcher.Label, label, StringComparison.Ordinal));

    public Selector With(LabelMatcher matcher) => new(Metric, [.. Matchers, matcher]);

    /// <summary>The series beside a histogram: suffix _bucket or _count. Only for a selector that names its metric.</summary>
    public Selector WithSuffix(string suffix) =>
        Metric is null
            ? throw new InvalidOperationException($"{_text} names no metric to put {suffix} on.")
            : new Selector(Metric + suffix, Matchers);

    public bool Equals(Selector? other) =>
        other is not null && string.Equals(other._text, _text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Selector);

    public override int GetHashCode() => string.GetHashCode(_text, StringComparison.Ordinal);

    /// <summary>Canonical PromQL.</summary>
    public override string ToString() => _text;

    // foo and {__name__="foo"} are one selector; a second condition on the name keeps them all as matchers.
    private void LiftMetric()
    {
        LabelMatcher[] names =
        [
            .. Matchers.Where(matcher => matcher.Label is PromNames.MetricLabel),
        ];
        if (Metric is null && names is [{ Type: MatchType.Equal, Value.Length: > 0 } name])
        {
            Metric = name.Value;
            Matchers = Matchers.Remove(name);
        }
    }

    private string Write()
    {
        if (Metric is null)
        {
            return Braces(Matchers);
        }

        bool plain = PromNames.IsPlainMetric(Metric);
        return plain && Matchers.IsEmpty ? Metric
            : plain ? Metric + Braces(Matchers)
            : Braces(
                Matchers.Insert(0, new LabelMatcher(PromNames.MetricLabel, MatchType.Equal, Metric))
            );
    }

    private static string Braces(ImmutableArray<LabelMatcher> matchers) =>
        $"{{{string.Join(',', matchers)}}}";
}
