using System.Net;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Markdig;
using Markdig.Extensions.Emoji;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SloOperator.Sinks.Markup;

namespace SloOperator.Tests.Sinks.Markup;

/// <summary>Read back by somebody else's Markdown, with every extension that GitHub or GitLab could have.</summary>
public sealed partial class MarkdownLaws
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseFootnotes()
        .UseMathematics()
        .UseDefinitionLists()
        .UseAlertBlocks()
        .UseYamlFrontMatter()
        .UseEmojiAndSmiley(enableSmileys: false)
        .Build();

    private static readonly Type[] Plain =
    [
        typeof(LiteralInline),
        typeof(HtmlEntityInline),
        typeof(ContainerInline),
        typeof(ListItemBlock),
        typeof(ParagraphBlock),
    ];

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void A_text_is_only_a_text() =>
        Prop.ForAll(
                Hostile.Texts.ToArbitrary(),
                text =>
                {
                    MarkupDocument document = Hostile.OfText(text);
                    Block[] blocks = [.. Markdown.Parse(MarkdownWriter.Write(document), Pipeline)];
                    blocks.ShouldAllBe(block => block is ParagraphBlock || block is ListBlock);
                    blocks
                        .SelectMany(block => block.Descendants())
                        .Select(node => node.GetType())
                        .ShouldBeSubsetOf(Plain);
                }
            )
            .Check(Many);

    [Fact]
    public void A_text_reads_as_it_was() =>
        Prop.ForAll(
                Hostile.Texts.ToArbitrary(),
                text =>
                    Shown(
                            MarkdownWriter.Write(
                                new MarkupDocument([
                                    new MarkupBlock.Paragraph(
                                        new MarkupLine([new MarkupInline.Text(text)])
                                    ),
                                ])
                            )
                        )
                        .ShouldBe(OneLine.Of(text).Trim())
            )
            .Check(Many);

    [Fact]
    public void Nothing_shown_outside_code_is_a_mention_a_reference_or_an_address() =>
        Prop.ForAll(
                Hostile.Documents.ToArbitrary(),
                document =>
                    Reference()
                        .Matches(TextNodes(MarkdownWriter.Write(document)))
                        .Select(match => match.Value)
                        .ShouldBeEmpty(MarkdownWriter.Write(document))
            )
            .Check(Many);

    [Fact]
    public void A_document_has_the_structure_it_was_built_with() =>
        Prop.ForAll(
                Hostile.Documents.ToArbitrary(),
                document =>
                {
                    MarkdownDocument read = Markdown.Parse(
                        MarkdownWriter.Write(document),
                        Pipeline
                    );
                    read.Descendants<HtmlBlock>().ShouldBeEmpty();
                    read.Descendants<HtmlInline>().ShouldBeEmpty(MarkdownWriter.Write(document));
                    read.Descendants<AutolinkInline>().ShouldBeEmpty();
                    read.Descendants<EmojiInline>().ShouldBeEmpty();
                    read.Descendants<HeadingBlock>()
                        .Count()
                        .ShouldBe(document.Blocks.OfType<MarkupBlock.Heading>().Count());
                    read.Descendants<FencedCodeBlock>()
                        .Select(code => code.Lines.ToString())
                        .ShouldBe(
                            document
                                .Blocks.OfType<MarkupBlock.CodeBlock>()
                                .Select(code => code.Text)
                        );
                    read.Descendants<LinkInline>()
                        .Select(link => link.Url)
                        .ShouldBe(Links(document).Select(link => link.Address.Text));
                }
            )
            .Check(Many);

    private static IEnumerable<MarkupInline.Link> Links(MarkupDocument document) =>
        document
            .Blocks.SelectMany(block =>
                block switch
                {
                    MarkupBlock.Heading heading => heading.Line.Pieces,
                    MarkupBlock.Paragraph paragraph => paragraph.Line.Pieces,
                    MarkupBlock.BulletList list => list.Items.SelectMany(item => item.Pieces),
                    _ => [],
                }
            )
            .OfType<MarkupInline.Link>();

    private static string Shown(string markdown) =>
        string.Concat(TextNodes(markdown).Where(c => c is not ('\u200b' or '\u0001')))
            .TrimEnd('\n');

    // As GitHub's and GitLab's filters see it after Markdown was read; code is left out by them.
    private static string TextNodes(string markdown)
    {
        string html = Markdown.ToHtml(markdown, Pipeline);
        string withoutCode = Code().Replace(html, "\u0001");
        return WebUtility.HtmlDecode(Tag().Replace(withoutCode, "\u0001"));
    }

    [GeneratedRegex("<code.*?</code>", RegexOptions.Singleline, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("<[^>]*>", RegexOptions.Singleline, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(
        @"@\w|(?<!\w)#\d|\w#\d|\bGH-\d|(?<![\w!])!\d|://|www\.\w|%\d|~[a-z]|&\d|\$\d|:[a-z0-9+-]+:",
        RegexOptions.IgnoreCase | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Reference();
}
