using System.Text;

namespace SloOperator.Prometheus.PromQl;

/// <summary>String literals, written so that no value can end its own quotes.</summary>
internal static class PromString
{
    public static string Quote(string value) => $"\"{Escape(value)}\"";

    /// <summary>What stands between double quotes; also makes any text fit for one line of a message.</summary>
    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        foreach (char c in value)
        {
            Append(text, c);
        }

        return text.ToString();
    }

    /// <summary>The value as a regular expression that matches it alone, as Go's regexp.QuoteMeta writes it.</summary>
    public static string QuoteMeta(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (char c in value)
        {
            if (@"\.+*?()|[]{}^$".Contains(c, StringComparison.Ordinal))
            {
                text.Append('\\');
            }

            text.Append(c);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, char c) =>
        _ = c switch
        {
            '"' => text.Append("\\\""),
            '\\' => text.Append(@"\\"),
            '\n' => text.Append(@"\n"),
            '\r' => text.Append(@"\r"),
            '\t' => text.Append(@"\t"),
            < ' ' or '\x7f' => text.Append(@"\x").Append(((int)c).ToString("x2", null)),
            _ => text.Append(c),
        };
}
