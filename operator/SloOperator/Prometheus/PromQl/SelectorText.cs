namespace SloOperator.Prometheus.PromQl;

/// <summary>A selector's text and how far it has been read; knows names and blanks, and words every complaint.</summary>
internal sealed class SelectorText(string text)
{
    private const int LongestQuotation = 20;

    // Of the braces, which are not the user's.
    private int _added;

    public static SelectorText InBraces(string matchers) => new($"{{{matchers}}}") { _added = 1 };

    public int Position { get; private set; }

    /// <summary>Of what the user wrote.</summary>
    private int End => text.Length - _added;

    public bool AtEnd => Position >= text.Length;

    public bool AtQuote => Peek() is '"' or '\'' or '`';

    public bool AtMetricStart => PromNames.IsStart(Peek()) || Peek() == ':';

    /// <summary>What stands here, for a message; cut short.</summary>
    public string Found => Position >= End ? "the end" : $"\"{PromString.Escape(Shortened())}\"";

    /// <summary>NUL at the end; a NUL in the text is refused before anything is read.</summary>
    public char Peek() => AtEnd ? '\0' : text[Position];

    public bool TryTake(char wanted)
    {
        bool there = !AtEnd && text[Position] == wanted;
        Position += there ? 1 : 0;
        return there;
    }

    public void SkipBlanks() => Take(c => c is ' ' or '\t' or '\n' or '\r');

    public string ReadMetric() => Take(c => PromNames.IsPart(c) || c == ':');

    public string ReadLabel() =>
        PromNames.IsStart(Peek()) ? Take(PromNames.IsPart) : throw Unexpected("a label name or }");

    public string ReadString()
    {
        int start = Position;
        int end = FindClosingQuote();
        Position = end + 1;
        string inner = text[(start + 1)..end];
        if (text[start] == '`')
        {
            return inner;
        }

        return StringEscapes.TryUnescape(
            inner,
            text[start],
            out string? value,
            out (int At, string Problem) wrong
        )
            ? value
            : throw Problem(wrong.Problem, start + 1 + wrong.At);
    }

    /// <summary>Refuses what no selector can hold, before anything is read.</summary>
    public void CheckWhole(int maxLength)
    {
        if (text.Length - (2 * _added) > maxLength)
        {
            throw Problem($"longer than {maxLength} characters", maxLength + _added);
        }

        int nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            throw Problem("a NUL character", nul);
        }

        for (int i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i))
            {
                throw Problem("half of a surrogate pair, which is no Unicode text", i);
            }
        }
    }

    public SelectorException Unexpected(string wanted) =>
        Problem($"expected {wanted}, found {Found}");

    public SelectorException Problem(string problem) => Problem(problem, Position);

    public SelectorException Problem(string problem, int at) =>
        new($"column {Math.Max(at - _added, 0) + 1}: {problem}");

    private int FindClosingQuote()
    {
        char quote = text[Position];
        for (int i = Position + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                return i;
            }

            i += text[i] == '\\' && quote != '`' ? 1 : 0;
        }

        throw Problem($"the string that starts here is not closed by {quote}");
    }

    private string Take(Func<char, bool> wanted)
    {
        int start = Position;
        while (!AtEnd && wanted(text[Position]))
        {
            Position++;
        }

        return text[start..Position];
    }

    private string Shortened()
    {
        int length = Math.Min(LongestQuotation, End - Position);
        length -= char.IsHighSurrogate(text[Position + length - 1]) ? 1 : 0;
        return text.Substring(Position, length);
    }
}
