using System.Text;

namespace SloOperator.Sinks.Markup;

/// <summary>
/// A text that GitHub and GitLab show as it is. A backslash keeps a character from being markup, but mentions, references and addresses are
/// looked for after Markdown was read (https://github.com/github/markup/issues/1168), so a zero-width space stands behind what starts one,
/// as Renovate and Dependabot do. The hash of a commit may still become a link; it tells nobody.
/// </summary>
internal static class MarkdownText
{
    private const string Apart = "&#8203;";

    // GitLab: https://docs.gitlab.com/user/markdown/#gitlab-specific-references.
    private const string Starters = "#!$%&~^[";

    private const string Escaped = "\\*_[]#$~^|{}";

    /// <param name="text">One line.</param>
    /// <param name="isFirst">True where lists, quotes and commands would start.</param>
    public static string Escape(string text, bool isFirst)
    {
        var escaped = new StringBuilder(text.Length + 16);
        int start = isFirst ? AppendStart(escaped, text) : 0;
        for (int i = start; i < text.Length; i++)
        {
            Append(escaped, text, i);
        }

        return escaped.ToString();
    }

    // What would start a list, a rule, a heading, or one of GitLab's quick actions and includes.
    private static int AppendStart(StringBuilder escaped, string text)
    {
        if (text is ['-' or '+' or '=' or ':', ..])
        {
            escaped.Append('\\');
            return 0;
        }

        if (text is ['/', ..])
        {
            escaped.Append("&#47;");
            return 1;
        }

        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            escaped.Append(text[digits++]);
        }

        if (digits > 0 && text.AsSpan(digits) is ['.' or ')'] or ['.' or ')', ' ', ..])
        {
            escaped.Append('\\').Append(text[digits]);
            return digits + 1;
        }

        return digits;
    }

    private static void Append(StringBuilder escaped, string text, int at)
    {
        char c = text[at];
        if (Escaped.Contains(c, StringComparison.Ordinal))
        {
            escaped.Append('\\');
        }

        _ = c switch
        {
            '&' => escaped.Append("&amp;"),
            '<' => escaped.Append("&lt;"),
            '>' => escaped.Append("&gt;"),
            // Escaped with a backslash it would count with those of a code that follows, for some.
            '`' => escaped.Append("&#96;"),
            _ => escaped.Append(c),
        };
        if (StartsMore(text, at))
        {
            escaped.Append(Apart);
        }
    }

    private static bool StartsMore(string text, int at)
    {
        char next = at + 1 < text.Length ? text[at + 1] : '\0';
        return text[at] switch
        {
            '@' or '$' => true,
            ':' => next is not ('\0' or ' ') && !IsTimeOfDay(text, at),
            'w' or 'W' => next is '.' && EndsWith(text, at, "ww"),
            '-' => char.IsAsciiDigit(next) && EndsWith(text, at, "GH"),
            char c => Starters.Contains(c, StringComparison.Ordinal)
                && (char.IsLetterOrDigit(next) || next is '"' or '_' or '^'),
        };
    }

    // 12:00 is none of :emoji: and scheme://.
    private static bool IsTimeOfDay(string text, int at) =>
        at > 0
        && char.IsAsciiDigit(text[at - 1])
        && text.Length > at + 2
        && char.IsAsciiDigit(text[at + 1])
        && char.IsAsciiDigit(text[at + 2])
        && (text.Length == at + 3 || text[at + 3] is ' ' or ',' or '.' or ')');

    private static bool EndsWith(string text, int at, string end) =>
        text.AsSpan(0, at).EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
