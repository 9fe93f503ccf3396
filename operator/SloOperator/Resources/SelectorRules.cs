using SloOperator.Prometheus.PromQl;

namespace SloOperator.Resources;

/// <summary>What an endpoint asks of every selector: its matchers are added, and a selector that sets such a label itself is refused, whatever it compares to.</summary>
internal sealed record SelectorRules(IReadOnlyList<LabelMatcher> Enforced)
{
    private const string Histogram = "http_request_duration_seconds{app=\"checkout\"}";

    private static readonly string[] HistogramSuffixes = ["_bucket", "_count", "_sum"];

    /// <summary>For specs that are judged without their endpoint.</summary>
    public static SelectorRules None { get; } = new([]);

    public Selector? Read(string? text, SpecField field) =>
        Parse(text, field) is { } selector ? Enforce(selector, field) : null;

    /// <summary>Null, with a problem recorded, when the selector sets an enforced label.</summary>
    public Selector? Enforce(Selector selector, SpecField field)
    {
        LabelMatcher[] set = [.. Enforced.Where(matcher => selector.Sets(matcher.Label))];
        foreach (LabelMatcher matcher in set)
        {
            field.Refuse(
                $"sets the label {matcher.Label}, which the endpoint sets itself; leave it out"
            );
        }

        return set.Length > 0
            ? null
            : Enforced.Aggregate(selector, (current, matcher) => current.With(matcher));
    }

    /// <summary>By its base name: the suffixes and the label le are the operator's to write.</summary>
    public Selector? ReadHistogram(string? text, SpecField field)
    {
        if (Read(text, field) is not { Metric: { } metric } selector)
        {
            return null;
        }

        if (
            Array.Find(
                HistogramSuffixes,
                suffix => metric.EndsWith(suffix, StringComparison.Ordinal)
            ) is
            { } suffix
        )
        {
            field.Refuse(
                $"{Found.Quote(metric)} names one part of a histogram; leave out {suffix}, as in {Histogram}"
            );
            return null;
        }

        if (selector.Sets("le"))
        {
            field.Refuse(
                $"sets the label le, which threshold stands for; leave it out, as in {Histogram}"
            );
            return null;
        }

        return selector;
    }

    private static Selector? Parse(string? text, SpecField field)
    {
        if (string.IsNullOrEmpty(text))
        {
            field.Refuse(
                "is missing; write a selector such as http_requests_total{app=\"checkout\"}"
            );
            return null;
        }

        if (!Selector.TryParse(text, out Selector? selector, out string? problem))
        {
            field.Refuse($"is no selector: {problem}");
            return null;
        }

        if (selector.Metric is null)
        {
            field.Refuse(
                "names no metric; write its name first, as in http_requests_total{app=\"checkout\"}"
            );
            return null;
        }

        return selector;
    }
}
