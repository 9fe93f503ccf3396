using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace SloOperator.Kubernetes.Api;

/// <summary>
/// Undoes optional JSON escapes. A rewrite of the output, not an encoder, because every encoder of the base library escapes characters
/// beyond the basic plane, and because this way no caller's serializer options can get it wrong.
/// </summary>
internal static class RawUtf8
{
    private const byte Backslash = (byte)'\\';
    private const int UnicodeEscapeLength = 6;

    public static byte[] Rewrite(ReadOnlySpan<byte> json)
    {
        // An escape is never shorter than the character it stands for.
        var output = new ArrayBufferWriter<byte>(Math.Max(json.Length, 1));
        while (json.IndexOf(Backslash) is var at && at >= 0)
        {
            output.Write(json[..at]);
            json = json[at..];
            json = json[RewriteEscape(json, output)..];
        }

        output.Write(json);
        return output.WrittenSpan.ToArray();
    }

    private static int RewriteEscape(ReadOnlySpan<byte> json, ArrayBufferWriter<byte> output)
    {
        if (json.Length > 1 && json[1] == (byte)'/')
        {
            output.Write("/"u8);
            return 2;
        }

        if (TryReadRune(json, out Rune rune, out int length))
        {
            output.Advance(rune.EncodeToUtf8(output.GetSpan(4)));
            return length;
        }

        int kept = Math.Min(2, json.Length);
        output.Write(json[..kept]);
        return kept;
    }

    /// <summary>False for what JSON requires to be escaped, for lone surrogates, which UTF-8 cannot express, and for other escapes.</summary>
    private static bool TryReadRune(ReadOnlySpan<byte> json, out Rune rune, out int length)
    {
        length = UnicodeEscapeLength;
        rune = default;
        if (!TryReadUnit(json, out char first))
        {
            return false;
        }

        if (char.IsHighSurrogate(first))
        {
            length = 2 * UnicodeEscapeLength;
            return TryReadUnit(json[UnicodeEscapeLength..], out char second)
                && Rune.TryCreate(first, second, out rune);
        }

        return IsPlain(first) && Rune.TryCreate(first, out rune);
    }

    /// <summary>The apply parser reads YAML 1.1: it refuses raw control characters and non-characters, and folds its line breaks, U+2028 among them, into spaces.</summary>
    private static bool IsPlain(char unit) =>
        unit
            is ((>= ' ' and <= '~') or >= '\u00A0')
                and not ('"' or '\\' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF');

    private static bool TryReadUnit(ReadOnlySpan<byte> json, out char unit)
    {
        unit = default;
        if (json.Length < UnicodeEscapeLength || json[0] != Backslash || json[1] != (byte)'u')
        {
            return false;
        }

        bool read = Utf8Parser.TryParse(
            json[2..UnicodeEscapeLength],
            out ushort code,
            out int used,
            'x'
        );
        unit = (char)code;
        return read && used == UnicodeEscapeLength - 2;
    }
}
