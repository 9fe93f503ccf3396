using System.Security.Cryptography;
using System.Text;

namespace SloOperator.Sinks.Trackers;

/// <summary>
/// Our part of an issue's text, between two comments that no reader sees. The first carries the marker by which the issue is found again;
/// what people write around it stays.
/// </summary>
internal static class StatusBlock
{
    private const string Begin = "<!-- slo-operator:begin ";
    private const string End = "<!-- slo-operator:end -->";
    private const int KeyDigits = 16;

    public static string Write(string marker, string text) =>
        $"{Begin}{marker} -->\n{Shown(text)}\n{End}\n";

    /// <summary>Where somebody removed the block, it is put before the rest.</summary>
    public static string Rewrite(string? whole, string marker, string text)
    {
        string block = Write(marker, text);
        if (whole is null || !TryFind(whole, out int start, out int end))
        {
            return string.IsNullOrWhiteSpace(whole) ? block : $"{block}\n{whole}";
        }

        return $"{whole[..start]}{block.TrimEnd()}{whole[end..]}";
    }

    /// <summary>Null: there is no block.</summary>
    public static string? MarkerOf(string? whole)
    {
        if (whole is null || !TryFind(whole, out int start, out _))
        {
            return null;
        }

        int from = start + Begin.Length;
        int to = whole.IndexOf(" -->", from, StringComparison.Ordinal);
        return to > from ? whole[from..to] : null;
    }

    public static string Comment(string key, string text) => $"{CommentMark(key)}\n{Shown(text)}";

    public static bool IsComment(string? whole, string key) =>
        whole?.Contains(CommentMark(key), StringComparison.Ordinal) == true;

    // Keys are other people's business: what is written is only good for telling one from another.
    private static string CommentMark(string key)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return $"<!-- slo-operator:comment {Convert.ToHexStringLower(hash)[..KeyDigits]} -->";
    }

    // No text of ours hides anything, least of all the end of the block.
    private static string Shown(string text) =>
        text.Trim().Replace("<!--", "&lt;!--", StringComparison.Ordinal);

    private static bool TryFind(string whole, out int start, out int end)
    {
        start = whole.IndexOf(Begin, StringComparison.Ordinal);
        int last = start < 0 ? -1 : whole.IndexOf(End, start, StringComparison.Ordinal);
        end = last + End.Length;
        return last >= 0;
    }
}
