using SloOperator.Sinks.Markup;

namespace SloOperator.Sinks.Trackers;

/// <summary>Our texts as trackers take them.</summary>
internal static class TrackerTexts
{
    // What keeps a mention from being one and is not seen; a title is no Markdown, so nothing else would.
    private const string Apart = "@\u200B";

    /// <summary>One line of so many characters at most that mentions nobody.</summary>
    public static string Title(string text, int longest) =>
        OneLine.Cut(OneLine.Of(text).Trim().Replace("@", Apart, StringComparison.Ordinal), longest);

    /// <summary>Markdown of so many bytes at most, in which text is text.</summary>
    public static string Body(string subset, int mostBytes = MarkupDocument.MostBytes) =>
        MarkdownWriter.Write(MarkupDocument.Parse(subset), mostBytes);
}
