namespace SloOperator.Sinks.Markup;

/// <summary>A part of a document that stands by itself.</summary>
internal abstract record MarkupBlock
{
    private MarkupBlock() { }

    /// <summary>How many pieces, items or lines it can be cut to.</summary>
    public abstract int Parts { get; }

    /// <summary>As much of it as that.</summary>
    public abstract MarkupBlock First(int parts);

    internal sealed record Heading : MarkupBlock
    {
        public const int Deepest = 3;

        /// <param name="level">1 … 3.</param>
        /// <param name="line">What it says.</param>
        public Heading(int level, MarkupLine line)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Deepest);
            (Level, Line) = (level, line);
        }

        public int Level { get; }

        public MarkupLine Line { get; }

        public override int Parts => Line.Pieces.Count;

        public override MarkupBlock First(int parts) => new Heading(Level, Line.First(parts));
    }

    internal sealed record Paragraph(MarkupLine Line) : MarkupBlock
    {
        public override int Parts => Line.Pieces.Count;

        public override MarkupBlock First(int parts) => new Paragraph(Line.First(parts));
    }

    internal sealed record BulletList : MarkupBlock
    {
        public BulletList(IEnumerable<MarkupLine> items) =>
            Items = [.. items.Where(item => item.Pieces.Count > 0)];

        public IReadOnlyList<MarkupLine> Items { get; }

        public override int Parts => Items.Count;

        public override MarkupBlock First(int parts) => new BulletList(Items.Take(parts));
    }

    /// <summary>Lines as they are: a query, a command.</summary>
    internal sealed record CodeBlock : MarkupBlock
    {
        public CodeBlock(string text)
        {
            string lines = OneLine.LinesOf(text).Trim('\n');
            Lines = string.IsNullOrWhiteSpace(lines) ? [] : lines.Split('\n');
        }

        public IReadOnlyList<string> Lines { get; }

        public string Text => string.Join('\n', Lines);

        public override int Parts => Lines.Count;

        public override MarkupBlock First(int parts) =>
            new CodeBlock(string.Join('\n', Lines.Take(parts)));
    }
}
