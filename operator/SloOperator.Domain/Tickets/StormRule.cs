namespace SloOperator.Domain.Tickets;

/// <summary>When so many teams breach at once that the cause is not theirs: one ticket for the platform is then worth more than one for each.</summary>
public static class StormRule
{
    /// <summary>More teams than this make a storm.</summary>
    public const int MostTeams = 10;

    /// <summary>Within which they must have begun to.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>A storm that no further breach joins for so long is over.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromHours(1);

    /// <summary>The storm after all that was seen; null: there is none, or it is over.</summary>
    /// <param name="breaches">Tickets whose causes hold: the team, and when each was first seen.</param>
    /// <param name="current">The storm so far; null: there is none.</param>
    /// <param name="last">When the last one ended; what was seen before it counts no more. Null: there was none.</param>
    /// <param name="now">When it is judged.</param>
    public static Storm? Judge(
        IEnumerable<(string Team, DateTimeOffset At)> breaches,
        Storm? current,
        DateTimeOffset? last,
        DateTimeOffset now
    )
    {
        DateTimeOffset from = current?.Since ?? now - Window;
        List<(string Team, DateTimeOffset At)> joined =
        [
            .. breaches.Where(breach =>
                breach.At >= from && (current is not null || last is null || breach.At > last)
            ),
        ];
        string[] teams = [.. joined.Select(breach => breach.Team).Distinct(StringComparer.Ordinal)];
        if (current is null)
        {
            return teams.Length > MostTeams
                ? new Storm(joined.Min(breach => breach.At), Sorted(teams))
                : null;
        }

        DateTimeOffset lastJoined = joined.Select(breach => breach.At).Append(from).Max();
        return now - lastJoined < Calm
            ? new Storm(current.Since, Sorted(teams.Union(current.Teams, StringComparer.Ordinal)))
            : null;
    }

    private static string[] Sorted(IEnumerable<string> teams) =>
        [.. teams.Order(StringComparer.Ordinal)];
}
