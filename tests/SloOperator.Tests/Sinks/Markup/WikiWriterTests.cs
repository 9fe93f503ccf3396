using System.Net;
using FsCheck;
using FsCheck.Fluent;
using SloOperator.Sinks.Markup;

namespace SloOperator.Tests.Sinks.Markup;

public sealed class WikiWriterTests
{
    [Fact]
    public void A_document_is_written() =>
        WikiWriter
            .Write(
                MarkupDocument.Parse(
                    "## Head\n\nPlain **bold** `code` [a](https://b.test/)\n\n- x\n- y\n\n```\nq{a=\"b\"}\n```"
                )
            )
            .ShouldBe(
                "h2. Head\n\nPlain *bold* {{code}} [a|https://b.test/]\n\n* x\n* y\n\n{noformat}\nq{a=\"b\"}\n{noformat}"
            );

    [Theory]
    [InlineData("[~admin]", "&#91;&#126;admin]")]
    [InlineData("{code}", "&#123;code&#125;")]
    [InlineData("OPS-12", "OPS&#45;12")]
    [InlineData("checkout-api 2026-11-20 12:00", "checkout-api 2026-11-20 12:00")]
    [InlineData("-a- --", "&#45;a&#45; &#45;&#45;")]
    [InlineData("h1. x", "h1&#46; x")]
    [InlineData("bq. x", "bq&#46; x")]
    [InlineData(@"a\\b", "a&#92;&#92;b")]
    [InlineData("http://x", "http&#58;//x")]
    [InlineData(":) ;) (y)", "&#58;) &#59;) &#40;y)")]
    [InlineData("&lt;", "&#38;lt;")]
    [InlineData("99.9% = 1/1000", "99.9% = 1/1000")]
    public void A_text_means_nothing(string text, string written) =>
        WikiWriter
            .Write(
                new MarkupDocument([
                    new MarkupBlock.Paragraph(new MarkupLine([new MarkupInline.Text(text)])),
                ])
            )
            .ShouldBe(written.Replace("admin]", "admin&#93;", StringComparison.Ordinal));

    [Fact]
    public void A_code_block_does_not_end_before_its_end() =>
        WikiWriter
            .Write(
                new MarkupDocument([new MarkupBlock.CodeBlock("a{noformat}*b*{NoFormat:title=x}")])
            )
            .ShouldBe("{noformat}\na{\u200bnoformat}*b*{\u200bnoformat:title=x}\n{noformat}");

    [Fact]
    public void No_mark_is_left_in_a_text_and_it_reads_as_it_was() =>
        Prop.ForAll(
                Hostile.Texts.ToArbitrary(),
                text =>
                {
                    string written = WikiText.Escape(OneLine.Of(text));
                    string bare = System.Text.RegularExpressions.Regex.Replace(
                        written,
                        "&#[0-9]+;",
                        ""
                    );
                    bare.ShouldNotContain(c =>
                        "\\{}[]|*_+^~?!#(@&<".Contains(c, StringComparison.Ordinal)
                    );
                    bare.ShouldNotContain("://");
                    WebUtility.HtmlDecode(written).ShouldBe(OneLine.Of(text));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
