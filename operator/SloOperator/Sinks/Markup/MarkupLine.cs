namespace SloOperator.Sinks.Markup;

/// <summary>Pieces in their one normal form: texts side by side are one, nothing is empty, no blank stands at an end, codes do not touch.</summary>
internal sealed class MarkupLine
{
    public MarkupLine(IEnumerable<MarkupInline> pieces) => Pieces = Trimmed(Joined(pieces));

    public IReadOnlyList<MarkupInline> Pieces { get; }

    public MarkupLine First(int count) => new(Pieces.Take(count));

    private static List<MarkupInline> Joined(IEnumerable<MarkupInline> pieces)
    {
        List<MarkupInline> joined = [];
        foreach (MarkupInline piece in pieces.Where(piece => !IsEmpty(piece)))
        {
            switch (joined is [.., var last] ? last : null, piece)
            {
                case (MarkupInline.Text before, MarkupInline.Text text):
                    joined[^1] = new MarkupInline.Text(before.Value + text.Value);
                    break;
                // Side by side their delimiters would be one.
                case (MarkupInline.Code, MarkupInline.Code):
                    joined.Add(new MarkupInline.Text(" "));
                    joined.Add(piece);
                    break;
                default:
                    joined.Add(piece);
                    break;
            }
        }

        return joined;
    }

    private static List<MarkupInline> Trimmed(List<MarkupInline> pieces)
    {
        if (pieces is [MarkupInline.Text first, ..])
        {
            pieces[0] = new MarkupInline.Text(first.Value.TrimStart());
        }

        if (pieces is [.., MarkupInline.Text last])
        {
            pieces[^1] = new MarkupInline.Text(last.Value.TrimEnd());
        }

        pieces.RemoveAll(IsEmpty);
        return pieces;
    }

    private static bool IsEmpty(MarkupInline piece) =>
        piece
            is MarkupInline.Text { Value: "" }
                or MarkupInline.Strong { Value: "" }
                or MarkupInline.Code { Value: "" };
}
