using System.Text.RegularExpressions;
using SloOperator.Sinks.Markup;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>
/// A text with {names} in it. It is read once, when it has nobody's words in it yet; what is put in for a name is put into a node and never
/// read, so it can be nothing but text there.
/// </summary>
internal sealed partial class TicketTemplate
{
    private readonly string _title;
    private readonly MarkupDocument _body;

    /// <param name="title">One line without markup.</param>
    /// <param name="body">In our subset; a paragraph that is one name alone may be replaced by blocks.</param>
    public TicketTemplate(string title, string body) =>
        (_title, _body) = (title, MarkupDocument.Parse(body));

    public string Title(TemplateValues values) => OneLine.Of(Fill(_title, values)).Trim();

    public MarkupDocument Body(TemplateValues values) =>
        new(
            _body.Blocks.SelectMany(block =>
                SectionOf(block) is { } section ? values.Section(section) : [Fill(block, values)]
            )
        );

    private static string? SectionOf(MarkupBlock block) =>
        block is MarkupBlock.Paragraph { Line.Pieces: [MarkupInline.Text { Value: var text }] }
        && Section().Match(text) is { Success: true } match
            ? match.Groups["name"].Value
            : null;

    private static MarkupBlock Fill(MarkupBlock block, TemplateValues values) =>
        block switch
        {
            MarkupBlock.Heading heading => new MarkupBlock.Heading(
                heading.Level,
                Fill(heading.Line, values)
            ),
            MarkupBlock.Paragraph paragraph => new MarkupBlock.Paragraph(
                Fill(paragraph.Line, values)
            ),
            MarkupBlock.BulletList list => new MarkupBlock.BulletList(
                list.Items.Select(item => Fill(item, values))
            ),
            MarkupBlock.CodeBlock code => new MarkupBlock.CodeBlock(Fill(code.Text, values)),
            _ => throw new ArgumentOutOfRangeException(nameof(block), block, "Not in the subset."),
        };

    private static MarkupLine Fill(MarkupLine line, TemplateValues values) =>
        new(
            line.Pieces.Select(piece =>
                piece switch
                {
                    MarkupInline.Text text => new MarkupInline.Text(Fill(text.Value, values)),
                    MarkupInline.Strong strong => new MarkupInline.Strong(
                        Fill(strong.Value, values)
                    ),
                    MarkupInline.Code code => new MarkupInline.Code(Fill(code.Value, values)),
                    _ => piece,
                }
            )
        );

    private static string Fill(string text, TemplateValues values) =>
        Name().Replace(text, match => values[match.Groups["name"].Value]);

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    // Sections begin with a capital.
    [GeneratedRegex(@"^\{(?<name>[A-Z][a-z]+)\}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Section();
}
