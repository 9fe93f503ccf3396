namespace SloOperator.Sinks;

/// <summary>Cuts texts to what a sink takes.</summary>
internal static class SinkTexts
{
    /// <summary>At most so many characters, and no half of one.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }
}
