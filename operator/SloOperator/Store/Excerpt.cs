namespace SloOperator.Store;

/// <summary>Keeps what a file holds from filling a log or a status: a key or a value may be as long as the file.</summary>
internal static class Excerpt
{
    public static string Of(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        // Half of a surrogate pair could not be written as UTF-8.
        int end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + "…";
    }
}
