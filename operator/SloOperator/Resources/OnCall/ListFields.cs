namespace SloOperator.Resources.OnCall;

/// <summary>Reads lists in which nothing may stand twice.</summary>
internal static class ListFields
{
    /// <summary>What can be used of it; all of it only when no problem was recorded. Null is empty.</summary>
    public static IReadOnlyList<string> ReadDistinct(
        this SpecField field,
        IReadOnlyList<string?>? texts,
        int most,
        Func<SpecField, string?, string?> read
    )
    {
        if (texts?.Count > most)
        {
            field.RefuseTooMany(texts.Count, most);
        }

        Dictionary<string, int> seen = [];
        // Of a list too long only so many are looked at: the problems go into a status.
        for (int i = 0; i < Math.Min(texts?.Count ?? 0, most); i++)
        {
            if (read(field[i], texts![i]) is { } value && !seen.TryAdd(value, i))
            {
                field[i].Refuse($"{Found.Quote(value)} is listed twice; remove one");
            }
        }

        return [.. seen.OrderBy(each => each.Value).Select(each => each.Key)];
    }

    public static void RefuseTooMany(this SpecField field, int count, int most) =>
        field.Refuse($"has {count} entries; at most {most} are allowed");
}
