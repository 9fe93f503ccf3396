using System.Globalization;
using System.Text;

namespace SloOperator.Sinks.Markup;

/// <summary>
/// Somebody else's text as one harmless line: line breaks and controls become blanks, characters that cannot be seen are gone. Zero-width
/// and bidirectional ones could hide what a text does, and the writers rely on it that those in their output are their own.
/// </summary>
internal static class OneLine
{
    /// <summary>Runs of blanks become one.</summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (Rune rune in Visible(text, keepLines: false))
        {
            if (rune.Value != ' ' || line is not [.., ' '])
            {
                line.Append(rune);
            }
        }

        return line.ToString();
    }

    /// <summary>Blanks stay as they are: they may matter in a query.</summary>
    public static string OfCode(string text) => Join(Visible(text, keepLines: false));

    /// <summary>Line breaks stay as well; CR LF is one.</summary>
    public static string LinesOf(string text) =>
        Join(Visible(text.ReplaceLineEndings("\n"), keepLines: true));

    /// <summary>At most so many characters, with a mark where it was cut; never half a character.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }

    private static string Join(IEnumerable<Rune> runes)
    {
        var text = new StringBuilder();
        foreach (Rune rune in runes)
        {
            text.Append(rune);
        }

        return text.ToString();
    }

    // Half a surrogate pair comes as U+FFFD.
    private static IEnumerable<Rune> Visible(string text, bool keepLines)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Format:
                    break;
                case UnicodeCategory.Control when keepLines && rune.Value == '\n':
                    yield return rune;
                    break;
                case UnicodeCategory.Control
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator:
                    yield return new Rune(' ');
                    break;
                default:
                    yield return rune;
                    break;
            }
        }
    }
}
