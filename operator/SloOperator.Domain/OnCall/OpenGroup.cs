namespace SloOperator.Domain.OnCall;

/// <summary>A group of alerts that fires, and what is known of its incident so far.</summary>
public sealed record OpenGroup
{
    /// <summary>Alerts told apart in one group; beyond them onsets are the most that one notification held.</summary>
    public const int MostSeen = 50;

    private static readonly TimeSpan Glance = TimeSpan.FromMinutes(1);

    /// <summary>As <see cref="GroupNotification.Group"/>.</summary>
    public required string Group { get; init; }

    public required string Key { get; init; }

    /// <summary>When the page came; null when it came before anybody listened here, and is not counted.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When the first of its alerts began; what ended by then was another incident.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When it was last heard to fire, to a minute: a status is not written for less.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    public required int Onsets { get; init; }

    /// <summary>The alerts that were heard to fire, the first so many of them.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    internal static OpenGroup Of(GroupNotification notification, DateTimeOffset now) =>
        new OpenGroup
        {
            Group = notification.Group,
            Key = notification.IncidentKey,
            Start = notification.Reason == NotificationReason.FollowUp ? null : now,
            Began = notification.Firing.Select(alert => alert.StartsAt).Append(now).Min(),
            SeenAt = now,
            Onsets = 1,
        }.With(notification);

    /// <summary>The same instance when that is no news.</summary>
    internal OpenGroup Heard(GroupNotification notification, DateTimeOffset now)
    {
        OpenGroup heard = With(notification);
        return now - SeenAt >= Glance ? heard with { SeenAt = now } : heard;
    }

    /// <summary>A resolve was lost: Alertmanager takes this for the first notification, and all of it began since the group was last heard of.</summary>
    internal bool HasEndedBefore(GroupNotification notification, DateTimeOffset now) =>
        notification.Reason == NotificationReason.First
        && now - SeenAt > WebhookGroups.Lateness
        && notification.Firing.Any()
        && notification.Firing.All(alert => alert.StartsAt > SeenAt);

    /// <summary>A late duplicate of the resolve of an earlier incident, after the group has opened again.</summary>
    internal bool BeganAfter(GroupNotification resolve) =>
        resolve.Alerts.Count > 0
        && resolve.Alerts.All(alert => alert.EndsAt is { } end && end <= Began);

    /// <summary>Null when its page came too early to be counted. An alert that ended before its page came made an incident without length.</summary>
    internal Incident? EndedAt(DateTimeOffset end) =>
        Start is { } start ? new Incident(Key, start, end > start ? end : start, Onsets) : null;

    private OpenGroup With(GroupNotification notification)
    {
        string[] firing = [.. notification.Firing.Select(alert => alert.Id).Distinct()];
        string[] seen = [.. Seen.Union(firing).Take(MostSeen)];
        int onsets = Math.Max(seen.Length, firing.Length + notification.Truncated);
        return seen.Length == Seen.Count && onsets <= Onsets
            ? this
            : this with
            {
                Seen = seen,
                Onsets = Math.Max(Onsets, onsets),
            };
    }
}
