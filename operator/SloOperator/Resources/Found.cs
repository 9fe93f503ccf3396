namespace SloOperator.Resources;

/// <summary>The user's text as messages show it: on one line and cut short, because it goes into a status that everybody reads.</summary>
internal static class Found
{
    private const int Longest = 80;

    public static string Quote(string text) => $"\"{Plain(text)}\"";

    /// <summary>For text that has quotes where they belong.</summary>
    public static string Plain(string text)
    {
        string shown = text.Length <= Longest ? text : $"{text[..Longest]}…";
        return string.Concat(
            shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c)
        );
    }
}
