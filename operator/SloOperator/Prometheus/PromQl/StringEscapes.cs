using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SloOperator.Prometheus.PromQl;

/// <summary>The escapes of PromQL's double and single quoted strings, which are Go's: \a \b \f \n \r \t \v \\ \ooo \xHH \uHHHH \UHHHHHHHH and the quote itself.</summary>
internal sealed class StringEscapes
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private readonly string _inner;
    private readonly char _quote;

    // Bytes, because \xHH and \ooo give bytes of UTF-8, several to a character.
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private int _at;

    private StringEscapes(string inner, char quote) => (_inner, _quote) = (inner, quote);

    /// <param name="inner">What stands between the quotes.</param>
    /// <param name="quote">The quotes: the only ones that may be escaped within.</param>
    /// <param name="value">The string meant.</param>
    /// <param name="wrong">What cannot be read, and at which index of the inner text.</param>
    public static bool TryUnescape(
        string inner,
        char quote,
        [NotNullWhen(true)] out string? value,
        out (int At, string Problem) wrong
    )
    {
        var escapes = new StringEscapes(inner, quote);
        string? problem = escapes.ReadAll();
        wrong = (escapes._at, problem ?? "");
        value = null;
        if (problem is not null)
        {
            return false;
        }

        try
        {
            value = Strict.GetString(escapes._bytes.WrittenSpan);
            return true;
        }
        catch (DecoderFallbackException)
        {
            wrong = (0, "the escaped bytes are not UTF-8, which every label value is");
            return false;
        }
    }

    private string? ReadAll()
    {
        while (_at < _inner.Length)
        {
            string? problem = _inner[_at] switch
            {
                '\n' => "a line break inside quotes; write \\n",
                '\\' => ReadEscape(),
                _ => ReadPlain(),
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private string? ReadPlain()
    {
        var rune = Rune.GetRuneAt(_inner, _at);
        _at += rune.Utf16SequenceLength;
        Write(rune);
        return null;
    }

    private string? ReadEscape()
    {
        char kind = _inner[_at + 1];
        int simple = @"abfnrtv\".IndexOf(kind, StringComparison.Ordinal);
        if (simple >= 0 || kind == _quote)
        {
            _at += 2;
            WriteByte(simple >= 0 ? "\a\b\f\n\r\t\v\\"[simple] : kind);
            return null;
        }

        return kind switch
        {
            'x' => ReadNumber(skip: 2, digits: 2, radix: 16, isByte: true),
            'u' => ReadNumber(skip: 2, digits: 4, radix: 16, isByte: false),
            'U' => ReadNumber(skip: 2, digits: 8, radix: 16, isByte: false),
            >= '0' and <= '7' => ReadNumber(skip: 1, digits: 3, radix: 8, isByte: true),
            _ =>
                $"\\{PromString.Escape(kind.ToString())} is no escape of PromQL; a backslash is written \\\\",
        };
    }

    private string? ReadNumber(int skip, int digits, int radix, bool isByte)
    {
        int start = _at + skip;
        if (
            start + digits > _inner.Length
            || !TryParse(_inner.AsSpan(start, digits), radix, out uint number)
        )
        {
            return $"this escape needs {digits} digits in base {radix}";
        }

        if (isByte ? number > byte.MaxValue : !Rune.IsValid(number))
        {
            return "this escape is no character";
        }

        _at = start + digits;
        if (isByte)
        {
            WriteByte((char)number);
        }
        else
        {
            Write(new Rune(number));
        }

        return null;
    }

    private static bool TryParse(ReadOnlySpan<char> digits, int radix, out uint number)
    {
        number = 0;
        foreach (char c in digits)
        {
            if (
                !char.IsAsciiHexDigit(c)
                || int.Parse([c], NumberStyles.AllowHexSpecifier, null) >= radix
            )
            {
                return false;
            }

            number = (number * (uint)radix) + uint.Parse([c], NumberStyles.AllowHexSpecifier, null);
        }

        return true;
    }

    private void WriteByte(char value)
    {
        _bytes.GetSpan(1)[0] = (byte)value;
        _bytes.Advance(1);
    }

    private void Write(Rune rune) => _bytes.Advance(rune.EncodeToUtf8(_bytes.GetSpan(4)));
}
