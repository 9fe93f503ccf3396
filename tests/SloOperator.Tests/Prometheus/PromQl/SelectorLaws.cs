using FsCheck;
using FsCheck.Fluent;
using SloOperator.Prometheus.PromQl;
using MatchType = SloOperator.Prometheus.PromQl.MatchType;

namespace SloOperator.Tests.Prometheus.PromQl;

public sealed class SelectorLaws
{
    private static readonly Gen<string> Values = Gen.Elements(
            "a",
            "\"",
            "\\",
            "'",
            "`",
            "\n",
            "\r",
            "\t",
            "\u0001",
            "\u007f",
            "{",
            "}",
            "(",
            ",",
            "=",
            "~",
            "#",
            " ",
            "é",
            "大",
            "😀",
            "\u2028"
        )
        .ListOf()
        .Select(string.Concat);

    private static readonly Gen<string> Labels = Gen.Elements(
        "job",
        "_",
        "le2",
        "by",
        "service.name",
        "größe",
        "a\"b",
        " "
    );

    private static readonly Gen<string?> Metrics = Gen.Elements<string?>(
        "up",
        "a:b",
        "sum",
        "nan",
        "http.requests",
        "1st",
        "x y\"",
        null
    );

    private static readonly Gen<LabelMatcher> Plain =
        from label in Labels
        from type in Gen.Elements(MatchType.Equal, MatchType.NotEqual)
        from value in Values
        select new LabelMatcher(label, type, value);

    private static readonly Gen<LabelMatcher> Regexes =
        from label in Labels
        from type in Gen.Elements(MatchType.Regex, MatchType.NotRegex)
        from value in Values
        select new LabelMatcher(label, type, PromString.QuoteMeta(value));

    private static readonly Gen<Selector> Selectors =
        from metric in Metrics
        from matchers in Gen.OneOf(Plain, Regexes).ListOf(4)
        let anchor = new LabelMatcher("anchor", MatchType.Equal, "x")
        select new Selector(metric, metric is null ? [.. matchers, anchor] : matchers);

    [Fact]
    public void A_selector_written_and_read_is_the_same() =>
        Prop.ForAll(
                Selectors.ToArbitrary(),
                selector =>
                    Selector.TryParse(selector.ToString(), out Selector? read, out _)
                    && string.Equals(read.Metric, selector.Metric, StringComparison.Ordinal)
                    && read.Matchers.SequenceEqual(selector.Matchers)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void No_text_makes_the_parser_throw_or_drop_its_reason() =>
        Prop.ForAll(
                Gen.OneOf(
                        Values,
                        Values.Select(rest => "up{" + rest),
                        Values.Select(rest => "up{a=\"" + rest)
                    )
                    .ToArbitrary(),
                text =>
                    Selector.TryParse(text, out Selector? selector, out string? problem)
                        ? selector is not null
                        : problem!.StartsWith("column ", StringComparison.Ordinal)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
