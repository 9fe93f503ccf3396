namespace SloOperator.Sinks.Markup;

/// <summary>Jira Data Center's wiki markup, in which no text is markup, a mention, an issue's key or a macro.</summary>
internal static class WikiWriter
{
    /// <param name="document">What is written.</param>
    /// <param name="mostBytes">What is longer is cut at a node's edge.</param>
    public static string Write(MarkupDocument document, int mostBytes = MarkupDocument.MostBytes) =>
        FittedText.Write(document, mostBytes, WriteWhole);

    private static string WriteWhole(MarkupDocument document) =>
        string.Join("\n\n", document.Blocks.Select(Block));

    private static string Block(MarkupBlock block) =>
        block switch
        {
            MarkupBlock.Heading heading => $"h{heading.Level}. {Line(heading.Line)}",
            MarkupBlock.Paragraph paragraph => Line(paragraph.Line),
            MarkupBlock.BulletList list => string.Join(
                '\n',
                list.Items.Select(item => "* " + Line(item))
            ),
            MarkupBlock.CodeBlock code =>
                $"{{noformat}}\n{WikiText.Verbatim(code.Text)}\n{{noformat}}",
            _ => throw new ArgumentOutOfRangeException(nameof(block), block, "Not in the subset."),
        };

    private static string Line(MarkupLine line) => string.Concat(line.Pieces.Select(Piece));

    private static string Piece(MarkupInline piece) =>
        piece switch
        {
            MarkupInline.Text text => WikiText.Escape(text.Value),
            MarkupInline.Strong strong => $"*{WikiText.Escape(strong.Value)}*",
            MarkupInline.Code code => $"{{{{{WikiText.Escape(code.Value)}}}}}",
            MarkupInline.Link link => $"[{WikiText.Escape(link.Label)}|{link.Address}]",
            _ => throw new ArgumentOutOfRangeException(nameof(piece), piece, "Not in the subset."),
        };
}
