namespace SloOperator.Sinks.Markup;

/// <summary>Markdown as GitHub and GitLab read it, in which no text mentions, refers, closes, commands or is HTML.</summary>
internal static class MarkdownWriter
{
    /// <param name="document">What is written.</param>
    /// <param name="mostBytes">What is longer is cut at a node's edge.</param>
    public static string Write(MarkupDocument document, int mostBytes = MarkupDocument.MostBytes) =>
        FittedText.Write(document, mostBytes, WriteWhole);

    /// <summary>One line for a place that knows no blocks, such as a title in a list.</summary>
    public static string Escape(string text) => MarkdownText.Escape(OneLine.Of(text).Trim(), true);

    private static string WriteWhole(MarkupDocument document) =>
        string.Join("\n\n", document.Blocks.Select(Block));

    private static string Block(MarkupBlock block) =>
        block switch
        {
            MarkupBlock.Heading heading => $"{new string('#', heading.Level)} {Line(heading.Line)}",
            MarkupBlock.Paragraph paragraph => Line(paragraph.Line),
            MarkupBlock.BulletList list => string.Join(
                '\n',
                list.Items.Select(item => "- " + Line(item))
            ),
            MarkupBlock.CodeBlock code => CodeSpan.Block(code.Text),
            _ => throw new ArgumentOutOfRangeException(nameof(block), block, "Not in the subset."),
        };

    private static string Line(MarkupLine line) =>
        string.Concat(line.Pieces.Select((piece, place) => Piece(piece, place == 0)));

    private static string Piece(MarkupInline piece, bool isFirst) =>
        piece switch
        {
            MarkupInline.Text text => MarkdownText.Escape(text.Value, isFirst),
            MarkupInline.Strong strong => $"**{MarkdownText.Escape(strong.Value, false)}**",
            MarkupInline.Code code => CodeSpan.Of(code.Value),
            MarkupInline.Link link => $"[{MarkdownText.Escape(link.Label, false)}]({link.Address})",
            _ => throw new ArgumentOutOfRangeException(nameof(piece), piece, "Not in the subset."),
        };
}
