using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SloOperator.Sinks.Markup;

namespace SloOperator.Tests.Sinks.Markup;

public sealed class MarkupLaws
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void A_document_written_and_read_is_the_same() =>
        Prop.ForAll(
                Hostile.Documents.ToArbitrary(),
                document =>
                    Outline.Of(MarkupDocument.Parse(SubsetWriter.Write(document)))
                    == Outline.Of(document)
            )
            .Check(Many);

    [Fact]
    public void Any_text_is_a_document_that_is_stable_once_it_was_written() =>
        Prop.ForAll(
                Hostile.Texts.ToArbitrary(),
                text =>
                {
                    string once = SubsetWriter.Write(MarkupDocument.Parse(text));
                    return SubsetWriter.Write(MarkupDocument.Parse(once)) == once;
                }
            )
            .Check(Many);

    [Fact]
    public void Nothing_is_longer_than_it_may_be() =>
        Prop.ForAll(
                Hostile.Documents.ToArbitrary(),
                document =>
                    Length(MarkdownWriter.Write(document, 600)) <= 600
                    && Length(WikiWriter.Write(document, 600)) <= 600
                    && Length(AdfWriter.Write(document, 600)) <= 600
                    && Length(RichTextWriter.Write(document, 600)) <= 600
            )
            .Check(Many);

    [Fact]
    public void What_was_cut_is_still_whole_JSON() =>
        Prop.ForAll(
                Hostile.Documents.ToArbitrary(),
                document =>
                {
                    using JsonDocument adf = JsonDocument.Parse(AdfWriter.Write(document, 600));
                    using JsonDocument rich = JsonDocument.Parse(
                        RichTextWriter.Write(document, 600)
                    );
                    return adf.RootElement.GetProperty("type").ValueEquals("doc")
                        && rich.RootElement.GetProperty("type").ValueEquals("rich_text");
                }
            )
            .Check(Many);

    [Fact]
    public void A_text_of_64_KiB_is_read_at_once()
    {
        foreach (
            string part in new[] { "[", "**", "`", "``x`", "- [", "\\", "*", "[a](", "#", "`` ` " }
        )
        {
            string text = string.Concat(Enumerable.Repeat(part, (64 * 1024) / part.Length));

            Length(SubsetWriter.Write(MarkupDocument.Parse(text)))
                .ShouldBeLessThanOrEqualTo(64 * 1024);
        }
    }

    private static int Length(string text) => Encoding.UTF8.GetByteCount(text);
}
