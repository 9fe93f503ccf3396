using SloOperator.Sinks.Markup;

namespace SloOperator.Tests.Sinks.Markup;

public sealed class MarkupDocumentTests
{
    [Theory]
    [InlineData("one\ntwo\n\nthree", "paragraph: <one two>\nparagraph: <three>")]
    [InlineData(
        "# a\n## b\n### c\n#### d",
        "heading 1: <a>\nheading 2: <b>\nheading 3: <c>\nparagraph: <#### d>"
    )]
    [InlineData("- a\n- b\n  more\n\n- c", "list: <a> ; <b more>\nlist: <c>")]
    [InlineData("text\n- a\n# h", "paragraph: <text>\nlist: <a>\nheading 1: <h>")]
    [InlineData("**b** and `c`", "paragraph: strong<b> + < and > + code<c>")]
    [InlineData("[site](https://a.test/x)", "paragraph: link<site>(https://a.test/x)")]
    [InlineData("```promql\nup == 0\n\n- x\n```\nend", "code: <up == 0⏎⏎- x>\nparagraph: <end>")]
    [InlineData("````\n```\n````", "code: <```>")]
    [InlineData("```\nopen", "code: <open>")]
    [InlineData("``a ` b``", "paragraph: code<a ` b>")]
    public void The_subset_is_read(string text, string outline) =>
        Outline.Of(MarkupDocument.Parse(text)).ShouldBe(outline);

    [Theory]
    [InlineData("a * b ** c", "paragraph: <a * b ** c>")]
    [InlineData("****", "paragraph: <****>")]
    [InlineData("`open", "paragraph: <`open>")]
    [InlineData("[a](javascript:alert(1))", "paragraph: <[a](javascript:alert(1))>")]
    [InlineData("[a](https://u:p@a.test)", "paragraph: <[a](https://u:p@a.test)>")]
    [InlineData("[a] (https://a.test)", "paragraph: <[a] (https://a.test)>")]
    [InlineData(@"\*\*a\*\* \\ \a", @"paragraph: <**a** \ \a>")]
    [InlineData(@"\# a", "paragraph: <# a>")]
    [InlineData("<b>&amp;</b> _x_ ~~y~~ 1. z", "paragraph: <<b>&amp;</b> _x_ ~~y~~ 1. z>")]
    [InlineData("", "")]
    [InlineData(" \n\t\n", "")]
    public void What_is_not_in_the_subset_is_text(string text, string outline) =>
        Outline.Of(MarkupDocument.Parse(text)).ShouldBe(outline);

    [Fact]
    public void A_link_is_a_link_to_http_or_https_only()
    {
        MarkupInline.LinkTo("ok", "https://a.test/x").ShouldBeOfType<MarkupInline.Link>();
        MarkupInline.LinkTo("ok", "http://10.0.0.1:3000").ShouldBeOfType<MarkupInline.Link>();
        foreach (
            string? address in new[]
            {
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "//a.test",
                "/x",
                "https://u@a.test",
                "",
                null,
                "https://[::1]/",
                "https://a.test/" + new string('x', 2000),
            }
        )
        {
            MarkupInline.LinkTo("label", address).ShouldBe(new MarkupInline.Text("label"), address);
        }
    }

    [Fact]
    public void An_address_has_no_character_that_a_markup_knows()
    {
        WebAddress
            .TryParse(
                "https://münchen.test:8443/a (b)/[c]|{d}*<e>'\"`?q=x&y=ü#f",
                out WebAddress? address
            )
            .ShouldBeTrue();

        address.Text.ShouldBe(
            "https://xn--mnchen-3ya.test:8443/a%20%28b%29/%5Bc%5D%7C%7Bd%7D%2A%3Ce%3E%27%22%60?q=x&y=%C3%BC#f"
        );
    }

    [Fact]
    public void A_text_is_one_line_without_what_cannot_be_seen() =>
        new MarkupInline.Text("a\r\nb\t\tc\u0000\u200b\u202ed\u2028e\ud83d").Value.ShouldBe(
            "a b c de\ufffd".Replace("de", "d e", StringComparison.Ordinal)
        );

    [Fact]
    public void A_code_keeps_its_blanks_and_a_code_block_its_lines()
    {
        new MarkupInline.Code(" a  b\n").Value.ShouldBe("a  b");
        new MarkupBlock.CodeBlock("\n  a\r\n\n b \n\n").Text.ShouldBe("  a\n\n b ");
    }

    [Fact]
    public void A_long_code_is_cut_with_a_mark()
    {
        string code = new MarkupInline.Code(new string('x', 2001)).Value;

        code.Length.ShouldBe(2000);
        code.ShouldEndWith("x…");
    }

    [Fact]
    public void A_document_that_is_too_long_is_cut_between_two_items_and_says_so()
    {
        var document = new MarkupDocument([
            new MarkupBlock.BulletList(
                Enumerable
                    .Range(0, 100)
                    .Select(_ => new MarkupLine([new MarkupInline.Text("0123456789")]))
            ),
        ]);

        // 13 bytes an item, 44 for the notice and its gap: 36 items and their 35 line breaks are 467 bytes.
        string written = MarkdownWriter.Write(document, 512);

        written.ShouldBe(
            string.Join('\n', Enumerable.Repeat("- 0123456789", 36))
                + "\n\nThe rest was cut: the text was too long."
        );
    }

    [Fact]
    public void A_paragraph_that_alone_is_too_long_leaves_the_notice()
    {
        var document = new MarkupDocument([
            new MarkupBlock.Paragraph(
                new MarkupLine([new MarkupInline.Text(new string('x', 600))])
            ),
        ]);

        MarkdownWriter.Write(document, 512).ShouldBe("The rest was cut: the text was too long.");
    }
}
