namespace SloOperator.Domain.OnCall;

/// <summary>Keys that wake people again and again.</summary>
internal static class Repeats
{
    private const int Shown = 5;

    /// <summary>What opens again later than this is another story (oncall.md).</summary>
    private static readonly TimeSpan Again = TimeSpan.FromDays(7);

    /// <summary>How often the most frequent key opened again, in the window, within seven days of its end; what went before may lie before the window.</summary>
    public static int Most(IReadOnlyList<PlacedIncident> placed, TimeRange window) =>
        placed
            .GroupBy(page => page.Incident.Key, StringComparer.Ordinal)
            .Select(ofKey => CountRepeats([.. ofKey.Select(page => page.Incident)], window))
            .DefaultIfEmpty()
            .Max();

    /// <summary>Most frequent first, then by key.</summary>
    public static IReadOnlyList<RepeatedKey> Top(IReadOnlyList<PlacedIncident> ofWindow) =>
        [
            .. ofWindow
                .GroupBy(page => page.Incident.Key, StringComparer.Ordinal)
                .Select(ofKey => new RepeatedKey(
                    ofKey.Key,
                    ofKey.Count(),
                    ofKey.Count(page => page.IsTransient)
                ))
                .Where(key => key.Count > 1)
                .OrderByDescending(key => key.Count)
                .ThenBy(key => key.Key, StringComparer.Ordinal)
                .Take(Shown),
        ];

    private static int CountRepeats(IReadOnlyList<Incident> ofKey, TimeRange window) =>
        ofKey
            .Zip(ofKey.Skip(1))
            .Count(pair =>
                window.Contains(pair.Second.Start) && pair.Second.Start - pair.First.End <= Again
            );
}
