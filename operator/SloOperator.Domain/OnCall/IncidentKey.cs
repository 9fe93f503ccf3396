namespace SloOperator.Domain.OnCall;

/// <summary>What repeats of an incident are told by: HighLatency/api.</summary>
public static class IncidentKey
{
    /// <summary>Long enough for any name that a person gives; what stands in a status has to end somewhere.</summary>
    private const int Longest = 200;

    /// <param name="labels">Those that the group has in common by design; values are joined, alertname's first and the others in the order of their names.</param>
    /// <returns>Empty when nothing of the labels counts.</returns>
    public static string Of(IEnumerable<KeyValuePair<string, string>> labels)
    {
        string key = string.Join(
            '/',
            labels
                .Where(label =>
                    !AlertLabelNames.Dropped.Contains(label.Key) && label.Value.Length > 0
                )
                .OrderBy(label => label.Key != AlertLabelNames.Name)
                .ThenBy(label => label.Key, StringComparer.Ordinal)
                .Select(label => label.Value)
        );
        return key.Length <= Longest ? key : key[..Longest];
    }
}
