using SloOperator.Sinks.Markup;

namespace SloOperator.Tests.Sinks.Markup;

public sealed class MarkdownWriterTests
{
    [Fact]
    public void A_document_is_written() =>
        MarkdownWriter
            .Write(
                MarkupDocument.Parse(
                    "## Head\n\nPlain **bold** `code` [a](https://b.test/)\n\n- x\n- y\n\n```\nq\n```"
                )
            )
            .ShouldBe(
                "## Head\n\nPlain **bold** `code` [a](https://b.test/)\n\n- x\n- y\n\n```\nq\n```"
            );

    [Theory]
    [InlineData("@octocat", "@&#8203;octocat")]
    [InlineData("see #12", @"see \#&#8203;12")]
    [InlineData("GH-12", "GH-&#8203;12")]
    [InlineData("!45 %9 ~bug &8", @"!&#8203;45 %&#8203;9 \~&#8203;bug &amp;&#8203;8")]
    [InlineData("Fixes #1", @"Fixes \#&#8203;1")]
    [InlineData("https://evil.test", "https:&#8203;//evil.test")]
    [InlineData("www.evil.test", "www&#8203;.evil.test")]
    [InlineData("<img src=x>", "&lt;img src=x&gt;")]
    [InlineData("*a* _b_ `c`", @"\*a\* \_b\_ &#96;c&#96;")]
    [InlineData(":smile:", @"\:&#8203;smile:")]
    [InlineData("31.2% at 12:00", "31.2% at 12:00")]
    public void A_text_means_nothing(string text, string written) =>
        MarkdownWriter.Escape(text).ShouldBe(written);

    [Theory]
    [InlineData("/close", "&#47;close")]
    [InlineData("- a", @"\- a")]
    [InlineData("# a", @"\# a")]
    [InlineData("12. a", @"12\. a")]
    [InlineData("12) a", @"12\) a")]
    [InlineData("> a", "&gt; a")]
    [InlineData("31.2%", "31.2%")]
    public void A_line_starts_nothing(string text, string written) =>
        MarkdownWriter.Escape(text).ShouldBe(written);
}
