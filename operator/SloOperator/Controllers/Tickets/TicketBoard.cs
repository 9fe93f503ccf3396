using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>All tickets side by side, to say which must be kept back: of a team beyond its limit, and of all teams in a storm. As this program last wrote them, not as a watch last told.</summary>
internal sealed class TicketBoard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceName, TicketRow> _rows = [];
    private readonly Dictionary<string, HashSet<ResourceName>> _teams = new(StringComparer.Ordinal);
    private Storm? _storm;

    /// <summary>In place of tickets of its own: name of the storm's.</summary>
    public ResourceName? StormTicket { get; set; }

    public Storm? Storm
    {
        get
        {
            lock (_gate)
            {
                return _storm;
            }
        }
        set
        {
            lock (_gate)
            {
                _storm = value;
            }
        }
    }

    /// <summary>False: there are too few teams for a storm, and there is none.</summary>
    public bool MayBeStormy
    {
        get
        {
            lock (_gate)
            {
                return _storm is not null || _teams.Count > StormRule.MostTeams;
            }
        }
    }

    /// <summary>Gives the tickets that may leave now.</summary>
    public IReadOnlyList<ResourceName> Put(ResourceName name, TicketRow row)
    {
        lock (_gate)
        {
            TicketRow? before = _rows.GetValueOrDefault(name);
            Take(name);
            _rows[name] = row;
            if (!_teams.TryGetValue(row.Team, out HashSet<ResourceName>? team))
            {
                _teams[row.Team] = team = [];
            }

            team.Add(name);
            return
                before is { IsOpen: true } or { IsWaiting: true } && !row.IsOpen && !row.IsWaiting
                ? Suppressed(row.Team)
                : [];
        }
    }

    public IReadOnlyList<ResourceName> Remove(ResourceName name)
    {
        lock (_gate)
        {
            return Take(name) is { } gone ? Suppressed(gone.Team) : [];
        }
    }

    /// <summary>Those that have not left yet, most urgent first.</summary>
    public IReadOnlyList<ResourceName> Waiting()
    {
        lock (_gate)
        {
            return
            [
                .. _rows
                    .Where(row => row.Value.IsWaiting)
                    .OrderBy(row => row.Value.Rank)
                    .Select(row => row.Key),
            ];
        }
    }

    /// <summary>What a storm is made of.</summary>
    public IReadOnlyList<(string Team, DateTimeOffset At)> Breaches()
    {
        lock (_gate)
        {
            return
            [
                .. _rows
                    .Values.Where(row =>
                        row is { Holds: true, IsStorm: false }
                        && row.Phase is not TicketPhase.Closed
                    )
                    .Select(row => (row.Team, row.Rank.FirstSeen)),
            ];
        }
    }

    /// <summary>Why a ticket must not leave now; null: it may.</summary>
    /// <param name="name">Of a ticket that was put on the board.</param>
    /// <param name="most">Its policy's limit for one team.</param>
    public string? KeepBack(ResourceName name, int most)
    {
        lock (_gate)
        {
            TicketRow row = _rows[name];
            if (row.IsStorm || !row.IsWaiting)
            {
                return null;
            }

            if (_storm is { } storm && row.Rank.FirstSeen >= storm.Since)
            {
                return $"Many teams breach at once since {storm.Since:yyyy-MM-dd HH:mm} UTC: "
                    + $"the ReliabilityTicket {StormTicket} stands for all of them until it is closed, or no team has joined for an hour.";
            }

            return Place(row) > most
                ? $"The team {row.Team} has {most} open tickets, and this is not more urgent than those that wait with it: it leaves when one is closed."
                : null;
        }
    }

    /// <summary>Counted from 1: open ones first, then those that wait by their rank.</summary>
    private int Place(TicketRow row) =>
        1
        + _teams[row.Team]
            .Select(name => _rows[name])
            .Count(other =>
                !other.IsStorm
                && (other.IsOpen || (other.IsWaiting && other.Holds && other.Rank < row.Rank))
            );

    private List<ResourceName> Suppressed(string team) =>
        _teams.TryGetValue(team, out HashSet<ResourceName>? names)
            ? [.. names.Where(name => _rows[name].Phase is TicketPhase.Suppressed)]
            : [];

    private TicketRow? Take(ResourceName name)
    {
        if (!_rows.Remove(name, out TicketRow? row))
        {
            return null;
        }

        HashSet<ResourceName> team = _teams[row.Team];
        team.Remove(name);
        if (team.Count == 0)
        {
            _teams.Remove(row.Team);
        }

        return row;
    }
}
