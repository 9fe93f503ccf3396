namespace SloOperator.Sinks.Markup;

/// <summary>Lines to blocks. Takes time in proportion to the text, and any text.</summary>
internal sealed class MarkupParser
{
    private const string ListMark = "- ";

    private readonly string[] _lines;
    private readonly List<MarkupBlock> _blocks = [];
    private int _next;

    private MarkupParser(string[] lines) => _lines = lines;

    public static MarkupDocument Parse(string text)
    {
        // Nobody who writes with SubsetWriter comes here with more.
        string known =
            text.Length <= MarkupDocument.MostBytes ? text : text[..MarkupDocument.MostBytes];
        var parser = new MarkupParser(known.ReplaceLineEndings("\n").Split('\n'));
        parser.ReadAll();
        return new MarkupDocument(parser._blocks);
    }

    private void ReadAll()
    {
        while (_next < _lines.Length)
        {
            string line = _lines[_next];
            if (string.IsNullOrWhiteSpace(line))
            {
                _next++;
            }
            else if (FenceOf(line) is { } fence)
            {
                _blocks.Add(ReadCode(fence));
            }
            else if (LevelOf(line) is { } level)
            {
                _blocks.Add(
                    new MarkupBlock.Heading(level, InlineParser.Parse(line[(level + 1)..]))
                );
                _next++;
            }
            else
            {
                _blocks.Add(IsItem(line) ? ReadList() : new MarkupBlock.Paragraph(ReadLine("")));
            }
        }
    }

    private MarkupBlock.CodeBlock ReadCode(int fence)
    {
        int start = ++_next;
        while (_next < _lines.Length && !Closes(_lines[_next], fence))
        {
            _next++;
        }

        return new MarkupBlock.CodeBlock(
            string.Join('\n', _lines[start..Math.Min(_next++, _lines.Length)])
        );
    }

    private MarkupBlock.BulletList ReadList()
    {
        List<MarkupLine> items = [];
        while (_next < _lines.Length && IsItem(_lines[_next]))
        {
            items.Add(ReadLine(ListMark));
        }

        return new MarkupBlock.BulletList(items);
    }

    // A line and those that go on with it.
    private MarkupLine ReadLine(string mark)
    {
        int start = _next++;
        while (_next < _lines.Length && !StartsAnew(_lines[_next]))
        {
            _next++;
        }

        return InlineParser.Parse(string.Join(' ', _lines[start.._next])[mark.Length..]);
    }

    private static bool StartsAnew(string line) =>
        string.IsNullOrWhiteSpace(line)
        || IsItem(line)
        || LevelOf(line) is not null
        || FenceOf(line) is not null;

    private static bool IsItem(string line) => line.StartsWith(ListMark, StringComparison.Ordinal);

    private static int? LevelOf(string line)
    {
        int level = Run(line, '#');
        return
            level is >= 1 and <= MarkupBlock.Heading.Deepest
            && line.Length > level
            && line[level] is ' '
            ? level
            : null;
    }

    // What follows the fence says the language, which no sink is told: some do things by it.
    private static int? FenceOf(string line)
    {
        int fence = Run(line, '`');
        return fence >= 3 && !line.AsSpan(fence).Contains('`') ? fence : null;
    }

    private static bool Closes(string line, int fence)
    {
        int run = Run(line, '`');
        return run >= fence && string.IsNullOrWhiteSpace(line[run..]);
    }

    private static int Run(string line, char mark)
    {
        int end = line.AsSpan().IndexOfAnyExcept(mark);
        return end < 0 ? line.Length : end;
    }
}
