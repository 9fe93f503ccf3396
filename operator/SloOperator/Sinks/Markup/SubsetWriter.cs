using System.Text;

namespace SloOperator.Sinks.Markup;

/// <summary>A document as it lies in a ReliabilityTicket: <see cref="MarkupDocument.Parse"/> reads the same document back.</summary>
internal static class SubsetWriter
{
    /// <summary>At most <see cref="MarkupDocument.MostBytes"/>.</summary>
    public static string Write(MarkupDocument document) =>
        FittedText.Write(document, MarkupDocument.MostBytes, WriteWhole);

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

    private static string Line(MarkupLine line)
    {
        string text = string.Concat(line.Pieces.Select(Piece));
        return text is ['#' or '-', ..] ? "\\" + text : text;
    }

    private static string Piece(MarkupInline piece) =>
        piece switch
        {
            MarkupInline.Text text => Escape(text.Value),
            MarkupInline.Strong strong => $"**{Escape(strong.Value)}**",
            MarkupInline.Code code => CodeSpan.Of(code.Value),
            MarkupInline.Link link => $"[{Escape(link.Label)}]({link.Address})",
            _ => throw new ArgumentOutOfRangeException(nameof(piece), piece, "Not in the subset."),
        };

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            if (c is '\\' or '`' or '*' or '[' or ']')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
