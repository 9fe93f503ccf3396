namespace SloOperator.Controllers.Tickets;

/// <summary>Words of a status or spec that this program has written itself.</summary>
internal static class Words
{
    /// <summary>A word that a newer or older version of the program wrote is read as <paramref name="otherwise"/>.</summary>
    public static T Read<T>(string? word, T otherwise)
        where T : struct, Enum => ReadOrNull<T>(word) ?? otherwise;

    public static T? ReadOrNull<T>(string? word)
        where T : struct, Enum =>
        Enum.TryParse(word, out T value) && Enum.GetName(value) == word ? value : null;
}
