using System.Globalization;
using System.Text;

namespace SloOperator.Sinks.Markup;

/// <summary>
/// A text that Jira's wiki renderer shows as it is. A backslash escapes most marks but not itself (two of them break the line), so all are
/// written as character references, which the renderer keeps: one rule, and nothing of its grammar is left in the text.
/// </summary>
internal static class WikiText
{
    // With the brackets of smileys such as (/) and (y), which need no partner.
    private const string Marks = "\\{}[]|*_+^~?!#(@&<";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            if (IsMark(text, i))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)text[i]};");
            }
            else
            {
                escaped.Append(text[i]);
            }
        }

        return escaped.ToString();
    }

    /// <summary>Nothing is read inside {noformat} but its own end.</summary>
    public static string Verbatim(string code) =>
        code.Replace("{noformat", "{\u200bnoformat", StringComparison.OrdinalIgnoreCase);

    private static bool IsMark(string text, int at) =>
        text[at] switch
        {
            '-' => !IsInWord(text, at),
            ':' => At(text, at + 1) is not ('\0' or ' ') && !char.IsAsciiDigit(At(text, at + 1)),
            ';' => At(text, at + 1) is ')',
            '.' => StartsBlock(text.AsSpan(0, at)),
            char c => Marks.Contains(c, StringComparison.Ordinal),
        };

    // A hyphen inside a word is only that, unless the word is the key of an issue.
    private static bool IsInWord(string text, int at) =>
        at > 0
        && char.IsAsciiLetterOrDigit(text[at - 1])
        && char.IsAsciiLetterOrDigit(At(text, at + 1))
        && !(char.IsAsciiLetterUpper(text[at - 1]) && char.IsAsciiDigit(At(text, at + 1)))
        && !(
            char.IsAsciiDigit(text[at - 1])
            && char.IsAsciiDigit(At(text, at + 1))
            && HasUpper(text, at)
        );

    // P4-12 may be a key, 2026-11-20 is none.
    private static bool HasUpper(string text, int at)
    {
        int start = at;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_'))
        {
            start--;
        }

        return text.AsSpan(start, at - start).ContainsAnyInRange('A', 'Z');
    }

    // h1. and bq. are blocks at the start of a line.
    private static bool StartsBlock(ReadOnlySpan<char> before) =>
        before is "bq" || before is ['h', >= '1' and <= '6'];

    private static char At(string text, int at) => at < text.Length ? text[at] : '\0';
}
