using System.Text;

namespace SloOperator.Sinks.Markup;

/// <summary>A line to pieces. A mark whose other half is missing, or too far away, is text.</summary>
internal sealed class InlineParser
{
    // Escaped, a text is at most twice as long. What is searched for is not searched for farther, so the time stays in proportion.
    private const int Reach = 2;

    private readonly string _text;
    private readonly List<MarkupInline> _pieces = [];
    private readonly StringBuilder _plain = new();
    private int _at;

    private InlineParser(string text) => _text = text;

    public static MarkupLine Parse(string text)
    {
        var parser = new InlineParser(text);
        parser.ReadAll();
        return new MarkupLine(parser._pieces);
    }

    private void ReadAll()
    {
        while (_at < _text.Length)
        {
            if (!TryReadMarked())
            {
                ReadPlain();
            }
        }

        EndPlain();
    }

    private bool TryReadMarked() =>
        _text[_at] switch
        {
            '`' => TryReadCode(),
            '*' => TryReadStrong(),
            '[' => TryReadLink(),
            _ => false,
        };

    private void ReadPlain()
    {
        if (IsEscape(_at))
        {
            _at++;
            _plain.Append(_text[_at++]);
        }
        else if (_text[_at] is '`')
        {
            // The rest of a run that closes nowhere opens nothing either.
            int run = RunAt(_at);
            _plain.Append('`', run);
            _at += run;
        }
        else
        {
            _plain.Append(_text[_at++]);
        }
    }

    private bool TryReadCode()
    {
        int run = RunAt(_at);
        int end = Limit(_at + run, MarkupInline.Code.Longest + run);
        for (int i = _at + run; i < end; i++)
        {
            if (_text[i] is not '`')
            {
                continue;
            }

            int other = RunAt(i);
            if (other == run)
            {
                return TryAdd(new MarkupInline.Code(_text[(_at + run)..i]), i + run);
            }

            i += other - 1;
        }

        return false;
    }

    private bool TryReadStrong()
    {
        if (!IsDouble(_at))
        {
            return false;
        }

        int end = Limit(_at + 2, MarkupInline.Strong.Longest);
        for (int i = _at + 2; i < end; i++)
        {
            if (IsEscape(i))
            {
                i++;
            }
            else if (IsDouble(i) && i > _at + 2)
            {
                return TryAdd(new MarkupInline.Strong(Unescape(_text[(_at + 2)..i])), i + 2);
            }
        }

        return false;
    }

    private bool TryReadLink()
    {
        int end = LabelEnd();
        if (end < 0 || end + 1 >= _text.Length || _text[end + 1] is not '(')
        {
            return false;
        }

        ReadOnlySpan<char> rest = _text.AsSpan(end + 2, Limit(end + 2, 1000) - end - 2);
        int close = rest.IndexOf(')');
        if (close < 0 || !WebAddress.TryParse(rest[..close].ToString(), out WebAddress? address))
        {
            return false;
        }

        return TryAdd(
            new MarkupInline.Link(Unescape(_text[(_at + 1)..end]), address),
            end + 3 + close
        );
    }

    private int LabelEnd()
    {
        int end = Limit(_at + 1, MarkupInline.Link.Longest);
        for (int i = _at + 1; i < end; i++)
        {
            if (IsEscape(i))
            {
                i++;
            }
            else if (_text[i] is ']')
            {
                return i;
            }
        }

        return -1;
    }

    // Marks around nothing are text.
    private bool TryAdd(MarkupInline piece, int next)
    {
        if (piece is MarkupInline.Strong { Value: "" } or MarkupInline.Code { Value: "" })
        {
            return false;
        }

        EndPlain();
        _pieces.Add(piece);
        _at = next;
        return true;
    }

    private void EndPlain()
    {
        _pieces.Add(new MarkupInline.Text(_plain.ToString()));
        _plain.Clear();
    }

    private int Limit(int start, int longest) =>
        Math.Min(_text.Length, start + (Reach * longest) + 2);

    private bool IsDouble(int at) =>
        at + 1 < _text.Length && _text[at] is '*' && _text[at + 1] is '*';

    private bool IsEscape(int at) =>
        _text[at] is '\\'
        && at + 1 < _text.Length
        && (char.IsAsciiLetterOrDigit(_text[at + 1]), char.IsAscii(_text[at + 1]), _text[at + 1])
            is (false, true, > ' ' and < '\x7f');

    private int RunAt(int at)
    {
        int end = _text.AsSpan(at).IndexOfAnyExcept('`');
        return end < 0 ? _text.Length - at : end;
    }

    private static string Unescape(string text)
    {
        var parser = new InlineParser(text);
        while (parser._at < text.Length)
        {
            parser.ReadPlain();
        }

        return parser._plain.ToString();
    }
}
