using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.PromQl;

public sealed class SelectorGrammarTests
{
    [Theory]
    [InlineData("up", "up")]
    [InlineData("  up\t", "up")]
    [InlineData("job:errors:rate5m", "job:errors:rate5m")]
    [InlineData(":odd", ":odd")]
    [InlineData("up{}", "up")]
    [InlineData("up { job = \"a\" , }", "up{job=\"a\"}")]
    [InlineData("up{job='a'}", "up{job=\"a\"}")]
    [InlineData("up{job=`a\\b`}", "up{job=\"a\\\\b\"}")]
    [InlineData("up{a!=\"1\",b=~\"5..\",c!~\"x|y\"}", "up{a!=\"1\",b=~\"5..\",c!~\"x|y\"}")]
    [InlineData("up{a=\"\"}", "up{a=\"\"}")]
    [InlineData("{__name__=\"up\",job=\"a\"}", "up{job=\"a\"}")]
    [InlineData("{__name__=~\"up|down\"}", "{__name__=~\"up|down\"}")]
    [InlineData("{job=\"a\"}", "{job=\"a\"}")]
    [InlineData(
        "{\"http.requests\",\"service.name\"=\"shop\"}",
        "{__name__=\"http.requests\",\"service.name\"=\"shop\"}"
    )]
    [InlineData("{\"up\"}", "up")]
    [InlineData("sum", "{__name__=\"sum\"}")]
    [InlineData("Inf{job=\"a\"}", "{__name__=\"Inf\",job=\"a\"}")]
    [InlineData("up{a=\"\\x41\\101\\u00e9\\U0001F600\\n\"}", "up{a=\"AAé😀\\n\"}")]
    [InlineData("up{a=\"\\xc3\\xa9\"}", "up{a=\"é\"}")]
    [InlineData("up{a='\\''}", "up{a=\"'\"}")]
    [InlineData("up{a=\"größe 大\"}", "up{a=\"größe 大\"}")]
    [InlineData("up{a=~\"[[:alpha:]]+\"}", "up{a=~\"[[:alpha:]]+\"}")]
    [InlineData("up{a=~\"(?P<n>x)\\\\_\"}", "up{a=~\"(?P<n>x)\\\\_\"}")]
    public void A_selector_is_rebuilt_from_what_was_read(string text, string canonical)
    {
        Selector.TryParse(text, out Selector? selector, out string? problem).ShouldBeTrue(problem);

        selector!.ToString().ShouldBe(canonical);
    }

    [Theory]
    [InlineData("", "column 1: expected a metric name or {, found the end")]
    [InlineData("123", "column 1: expected a metric name or {, found \"123\"")]
    [InlineData("up{job=\"a\"", "column 11: expected , or }, found the end")]
    [InlineData("up{job}", "column 7: expected one of =, !=, =~, !~, found \"}\"")]
    [InlineData("up{job==\"a\"}", "column 8: expected a quoted value, found \"=\"a\"}\"")]
    [InlineData("up{job=a}", "column 8: expected a quoted value, found \"a}\"")]
    [InlineData("up{1a=\"x\"}", "column 4: expected a label name or }, found \"1a=\\\"x\\\"}\"")]
    [InlineData("up{,}", "column 4: expected a label name or }, found \",}\"")]
    [InlineData("up{a=\"1\" b=\"2\"}", "column 10: expected , or }, found \"b=\\\"2\\\"}\"")]
    [InlineData("up{a=\"x}", "column 6: the string that starts here is not closed by \"")]
    [InlineData(
        "up{a=\"\\q\"}",
        "column 7: \\q is no escape of PromQL; a backslash is written \\\\"
    )]
    [InlineData(
        "up{a=\"\\'\"}",
        "column 7: \\' is no escape of PromQL; a backslash is written \\\\"
    )]
    [InlineData("up{a=\"\\xzz\"}", "column 7: this escape needs 2 digits in base 16")]
    [InlineData("up{a=\"\\400\"}", "column 7: this escape is no character")]
    [InlineData("up{a=\"\\ud800\"}", "column 7: this escape is no character")]
    [InlineData(
        "up{a=\"\\xff\"}",
        "column 7: the escaped bytes are not UTF-8, which every label value is"
    )]
    [InlineData("up{a=\"x\ny\"}", "column 8: a line break inside quotes; write \\n")]
    [InlineData("up{__name__=\"x\"}", "column 4: the metric's name is set twice")]
    [InlineData("up{\"down\"}", "column 4: the metric's name is set twice")]
    [InlineData("{\"\"}", "column 2: an empty metric name")]
    [InlineData("up{\"\"=\"a\"}", "column 4: an empty label name")]
    [InlineData("sum(up)", "column 4: a selector only, no function or aggregation: found \"(\"")]
    [InlineData(
        "up{a=~\"(x\"}",
        "column 7: the regular expression for a cannot be used: a group is not closed"
    )]
    [InlineData(
        "up{a=~\"x)(y\"}",
        "column 7: the regular expression for a cannot be used: there is a ) too many"
    )]
    [InlineData(
        "up{a!~\"[x\"}",
        "column 7: the regular expression for a cannot be used: a [ is not closed"
    )]
    [InlineData(
        "up{a=~\"*x\"}",
        "column 7: the regular expression for a cannot be used: a quantifier follows nothing"
    )]
    public void What_is_no_selector_is_refused_with_its_column(string text, string expected)
    {
        Selector.TryParse(text, out _, out string? problem).ShouldBeFalse();

        problem.ShouldBe(
            expected.Replace("found \"=\"a\"}\"", "found \"=\\\"a\\\"}\"", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("up[5m]", 3, "[5m]")]
    [InlineData("up{a=\"b\"} offset 1h", 11, "offset 1h")]
    [InlineData("up @ 1", 4, "@ 1")]
    [InlineData("up > 0", 4, "> 0")]
    [InlineData("up or vector(1)", 4, "or vector(1)")]
    [InlineData("sum by (job) (up)", 5, "by (job) (up)")]
    [InlineData("up # all", 4, "# all")]
    [InlineData("up{a=\"b\"}{c=\"d\"}", 10, "{c=\\\"d\\\"}")]
    public void Nothing_may_follow_the_selector(string text, int column, string found)
    {
        Selector.TryParse(text, out _, out string? problem).ShouldBeFalse();

        problem.ShouldBe(
            $"column {column}: nothing may follow the selector, but \"{found}\" was found; the operator adds the range and the functions itself"
        );
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{a=\"\"}")]
    [InlineData("{a=~\".*\"}")]
    [InlineData("{a!=\"x\",b!~\"y\"}")]
    public void A_selector_of_everything_is_refused(string text)
    {
        Selector.TryParse(text, out _, out string? problem).ShouldBeFalse();

        problem.ShouldContain("every series of the server");
    }

    [Theory]
    [InlineData("(?=x)")]
    [InlineData("(?<!x)y")]
    [InlineData("(a)\\\\1")]
    [InlineData("\\\\1")]
    [InlineData("(?>x)")]
    public void Constructs_that_RE2_lacks_are_refused(string pattern)
    {
        Selector.TryParse($"up{{a=~\"{pattern}\"}}", out _, out string? problem).ShouldBeFalse();

        problem.ShouldContain("RE2 has no lookaround");
    }

    [Fact]
    public void Text_of_1024_characters_is_read_and_one_more_is_not()
    {
        Selector.TryParse(new string('a', 1024), out _, out _).ShouldBeTrue();

        Selector.TryParse(new string('a', 1025), out _, out string? problem).ShouldBeFalse();
        problem.ShouldBe("column 1025: longer than 1024 characters");
    }

    [Fact]
    public void Thirty_matchers_are_read_and_one_more_is_not()
    {
        string thirty = string.Join(',', Enumerable.Repeat("a!=\"b\"", 30));
        Selector.TryParse($"up{{{thirty}}}", out _, out _).ShouldBeTrue();

        Selector.TryParse($"up{{{thirty},a!=\"b\"}}", out _, out string? problem).ShouldBeFalse();
        problem.ShouldBe("column 214: more than 30 matchers");
    }

    [Fact]
    public void Half_a_surrogate_pair_and_NUL_are_refused()
    {
        Selector.TryParse("up{a=\"\ud83d\"}", out _, out string? surrogate).ShouldBeFalse();
        surrogate.ShouldBe("column 7: half of a surrogate pair, which is no Unicode text");

        Selector.TryParse("up\0", out _, out string? nul).ShouldBeFalse();
        nul.ShouldBe("column 3: a NUL character");
    }
}
