using System.Globalization;
using SloOperator.Sinks.Markup;

namespace SloOperator.Tests.Sinks.Markup;

/// <summary>A document's structure and texts as lines, to compare two by.</summary>
internal static class Outline
{
    public static string Of(MarkupDocument document) =>
        string.Join('\n', document.Blocks.Select(Of));

    private static string Of(MarkupBlock block) =>
        block switch
        {
            MarkupBlock.Heading heading => string.Create(
                CultureInfo.InvariantCulture,
                $"heading {heading.Level}: {Of(heading.Line)}"
            ),
            MarkupBlock.Paragraph paragraph => $"paragraph: {Of(paragraph.Line)}",
            MarkupBlock.BulletList list => $"list: {string.Join(" ; ", list.Items.Select(Of))}",
            MarkupBlock.CodeBlock code => $"code: <{string.Join('⏎', code.Lines)}>",
            _ => throw new ArgumentOutOfRangeException(nameof(block), block, null),
        };

    private static string Of(MarkupLine line) => string.Join(" + ", line.Pieces.Select(Of));

    private static string Of(MarkupInline piece) =>
        piece switch
        {
            MarkupInline.Text text => $"<{text.Value}>",
            MarkupInline.Strong strong => $"strong<{strong.Value}>",
            MarkupInline.Code code => $"code<{code.Value}>",
            MarkupInline.Link link => $"link<{link.Label}>({link.Address})",
            _ => throw new ArgumentOutOfRangeException(nameof(piece), piece, null),
        };
}
