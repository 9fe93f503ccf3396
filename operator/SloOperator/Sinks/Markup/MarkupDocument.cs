namespace SloOperator.Sinks.Markup;

/// <summary>
/// A text in our own small subset of Markdown: headings, paragraphs, flat lists, bold, code, links to http and https. It is built from
/// nodes, never from strings put together, so text from a resource can only ever be text.
/// </summary>
internal sealed class MarkupDocument
{
    /// <summary>The most that any writer writes where its sink takes so much.</summary>
    public const int MostBytes = 64 * 1024;

    public MarkupDocument(IEnumerable<MarkupBlock> blocks) =>
        Blocks = [.. blocks.Where(block => block.Parts > 0)];

    public IReadOnlyList<MarkupBlock> Blocks { get; }

    /// <summary>Reads what <see cref="SubsetWriter"/> writes. Any text is a document: what is not in the subset is taken as it stands.</summary>
    public static MarkupDocument Parse(string text) => MarkupParser.Parse(text);

    /// <summary>In how many places it can be cut.</summary>
    public int Parts => Blocks.Sum(block => block.Parts);

    /// <summary>The first so many parts.</summary>
    public MarkupDocument First(int parts)
    {
        List<MarkupBlock> kept = [];
        foreach (MarkupBlock block in Blocks)
        {
            if (parts < block.Parts)
            {
                kept.Add(block.First(parts));
                break;
            }

            kept.Add(block);
            parts -= block.Parts;
        }

        return new MarkupDocument(kept);
    }

    public MarkupDocument Add(MarkupBlock block) => new([.. Blocks, block]);
}
