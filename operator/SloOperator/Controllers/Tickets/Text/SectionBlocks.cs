using SloOperator.Sinks.Markup;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>Short ways to build nodes.</summary>
internal static class SectionBlocks
{
    public static MarkupBlock Heading(string text) =>
        new MarkupBlock.Heading(2, Line(new MarkupInline.Text(text)));

    public static MarkupBlock Paragraph(string text) =>
        new MarkupBlock.Paragraph(Line(new MarkupInline.Text(text)));

    public static MarkupBlock List(IEnumerable<string> items) =>
        new MarkupBlock.BulletList(items.Select(item => Line(new MarkupInline.Text(item))));

    /// <summary>Items that begin with a bold word.</summary>
    public static MarkupBlock List(IEnumerable<(string Label, string Text)> items) =>
        new MarkupBlock.BulletList(
            items.Select(item =>
                Line(new MarkupInline.Strong(item.Label), new MarkupInline.Text($": {item.Text}"))
            )
        );

    public static MarkupLine Line(params IEnumerable<MarkupInline> pieces) => new(pieces);
}
