namespace SloOperator.Domain.OnCall;

/// <summary>All that is kept of an Alertmanager's notifications; small and plain, so that it lives in a status and survives restarts.</summary>
public sealed record WebhookState
{
    /// <summary>Every page that came since then is here.</summary>
    public required DateTimeOffset Since { get; init; }

    public IReadOnlyList<OpenGroup> Open { get; init; } = [];

    public IReadOnlyList<ClosedGroup> JustClosed { get; init; } = [];

    /// <summary>Those that have ended, sorted by start.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>How many incidents and open groups were let go because there were too many, not because their time had passed.</summary>
    public int Dropped { get; init; }

    /// <summary>Alertmanager tells pages apart itself, so the bounds are equal. Whether it could have reached this place all the time cannot be seen from here.</summary>
    public PageHistory HistoryUntil(DateTimeOffset now)
    {
        IEnumerable<Incident> open = Open.Where(group => group.Start is not null)
            .Select(group => new Incident(group.Key, group.Start!.Value, null, group.Onsets));
        Incident[] pages = [.. Incidents.Concat(open).OrderBy(page => page.Start)];
        var known = new TimeRange(Since, now > Since ? now : Since);
        return new PageHistory
        {
            Incidents = pages,
            UpperStarts = [.. pages.Select(page => page.Start)],
            Known = known,
            Covered = [known],
        };
    }

    internal WebhookState WithOpened(OpenGroup group) => this with { Open = [.. Open, group] };

    internal WebhookState WithChanged(OpenGroup group, OpenGroup changed) =>
        ReferenceEquals(group, changed)
            ? this
            : this with
            {
                Open = [.. Open.Select(open => ReferenceEquals(open, group) ? changed : open)],
            };

    internal WebhookState WithClosed(OpenGroup group, DateTimeOffset end)
    {
        WebhookState without = this with
        {
            Open = [.. Open.Where(open => !ReferenceEquals(open, group))],
        };
        return group.EndedAt(end) is { } incident
            ? without with
            {
                Incidents = [.. Incidents.Append(incident).OrderBy(page => page.Start)],
            }
            : without;
    }

    /// <summary>Without so many of the oldest incidents: what is known begins after the last of them.</summary>
    internal WebhookState Forgetting(int incidents)
    {
        if (incidents == 0)
        {
            return this;
        }

        DateTimeOffset after = Incidents[incidents - 1].Start.AddTicks(1);
        return this with
        {
            Incidents = [.. Incidents.Skip(incidents)],
            Since = after > Since ? after : Since,
        };
    }
}
