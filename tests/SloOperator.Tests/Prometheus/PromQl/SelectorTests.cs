using SloOperator.Prometheus.PromQl;
using MatchType = SloOperator.Prometheus.PromQl.MatchType;

namespace SloOperator.Tests.Prometheus.PromQl;

public sealed class SelectorTests
{
    [Fact]
    public void Text_that_tries_to_end_its_quotes_stays_a_string()
    {
        Selector parsed = Parse("a{b=`\"}) or vector(1)#`}");

        parsed.Matchers.ShouldBe([new LabelMatcher("b", MatchType.Equal, "\"}) or vector(1)#")]);
        parsed.ToString().ShouldBe("a{b=\"\\\"}) or vector(1)#\"}");
    }

    [Fact]
    public void A_quote_that_really_closes_leaves_a_rest_that_is_refused()
    {
        Selector.TryParse("a{b=\"}) or vector(1)\"}", out Selector? inside, out _).ShouldBeTrue();
        inside!.Matchers[0].Value.ShouldBe("}) or vector(1)");

        Selector.TryParse("a{b=\"\"}) or vector(1)", out _, out string? problem).ShouldBeFalse();
        problem.ShouldStartWith("column 8: nothing may follow the selector");
    }

    [Fact]
    public void An_enforced_matcher_is_added_to_those_written()
    {
        Parse("up{job=\"a\"}")
            .With(new LabelMatcher("namespace", MatchType.Equal, "pay\"ments"))
            .ToString()
            .ShouldBe("up{job=\"a\",namespace=\"pay\\\"ments\"}");
    }

    [Theory]
    [InlineData("up{job!~\"x\"}", "job", true)]
    [InlineData("up{job=\"x\"}", "jobs", false)]
    [InlineData("up", "__name__", true)]
    [InlineData("{__name__=~\"a|b\"}", "__name__", true)]
    [InlineData("{job=\"x\"}", "__name__", false)]
    public void A_selector_knows_which_labels_it_speaks_of(string text, string label, bool sets) =>
        Parse(text).Sets(label).ShouldBe(sets);

    [Fact]
    public void A_suffix_goes_on_the_metrics_name() =>
        Parse("{__name__=\"latency\",a=\"b\"}")
            .WithSuffix("_bucket")
            .ToString()
            .ShouldBe("latency_bucket{a=\"b\"}");

    [Fact]
    public void A_suffix_has_no_place_without_a_name() =>
        Should.Throw<InvalidOperationException>(() => Parse("{a=\"b\"}").WithSuffix("_count"));

    [Fact]
    public void Selectors_written_differently_are_equal_when_they_mean_the_same_parts()
    {
        Parse("{__name__=\"up\", job='a'}").ShouldBe(Parse("up{job=\"a\"}"));
        Parse("up{job=\"a\"}").ShouldNotBe(Parse("up{job=~\"a\"}"));
    }

    [Theory]
    [InlineData("a(", false)]
    [InlineData("a.", true)]
    public void A_pattern_is_judged_alike_however_many_others_came_between(
        string pattern,
        bool isRead
    )
    {
        bool[] read =
        [
            .. Enumerable
                .Range(0, 600)
                .Select(number => number % 300 == 0 ? pattern : $"{number}.*")
                .Select(text => Selector.TryParse($"up{{job=~\"{text}\"}}", out _, out _)),
            Selector.TryParse($"up{{job=~\"{pattern}\"}}", out _, out _),
        ];

        (read[0], read[300], read[^1]).ShouldBe((isRead, isRead, isRead));
        read.Count(one => one).ShouldBe(isRead ? read.Length : read.Length - 3);
    }

    private static Selector Parse(string text) =>
        Selector.TryParse(text, out Selector? selector, out string? problem)
            ? selector
            : throw new ArgumentException(problem, nameof(text));
}
