using SloOperator.Sinks.Markup;

namespace SloOperator.Tests.Sinks.Markup;

public sealed class RichTextWriterTests
{
    [Fact]
    public void A_document_is_written() =>
        RichTextWriter
            .Write(
                MarkupDocument.Parse(
                    "## Head\n\nPlain **bold** `code` [a](https://b.test/)\n\n- x\n\n```\nq\n```"
                )
            )
            .ShouldBe(
                """
                {"type":"rich_text","elements":[
                {"type":"rich_text_section","elements":[{"type":"text","text":"\n"},
                {"type":"text","text":"Head","style":{"bold":true}},{"type":"text","text":"\n"}]},
                {"type":"rich_text_section","elements":[{"type":"text","text":"Plain "},
                {"type":"text","text":"bold","style":{"bold":true}},{"type":"text","text":" "},
                {"type":"text","text":"code","style":{"code":true}},{"type":"text","text":" "},
                {"type":"link","url":"https://b.test/","text":"a"},{"type":"text","text":"\n"}]},
                {"type":"rich_text_list","style":"bullet","elements":[
                {"type":"rich_text_section","elements":[{"type":"text","text":"x"}]}]},
                {"type":"rich_text_preformatted","elements":[{"type":"text","text":"q"}]}]}
                """.ReplaceLineEndings("\n").Replace("\n", "", StringComparison.Ordinal)
            );

    [Fact]
    public void A_line_of_mrkdwn_mentions_nobody() =>
        RichTextWriter
            .Escape("<!channel> & <@U1>\nx")
            .ShouldBe("&lt;!channel&gt; &amp; &lt;@U1&gt; x");
}
