namespace SloOperator.Domain.OnCall;

/// <summary>
/// Folds Alertmanager's notifications into incidents: a group that fires and is not open is a page, until it is resolved. What is told again (by
/// repeat_interval, by a retry, by the other replica of a pair) changes nothing. A page counts from when it arrives, not from when its alerts began:
/// they may have been silenced, inhibited or grouped for hours before anybody was woken.
/// </summary>
/// <param name="keep">How long an incident is kept after its start.</param>
public sealed class WebhookGroups(TimeSpan keep)
{
    /// <summary>Of each policy; some 300 KiB of status, where etcd takes 1.5 MiB.</summary>
    public const int MostIncidents = 2_000;

    public const int MostOpen = 500;

    /// <summary>For this long after a close, what fires and began before it is a late duplicate: so long, its group_interval, Alertmanager by default tries to send.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromMinutes(5);

    /// <summary>A group not heard of for this long has ended unheard: Alertmanager tells what fires again at the latest when its log of notifications runs out, by default after 5 days.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromDays(6);

    /// <param name="state">Left as it is.</param>
    /// <param name="notification">In any order with those of other groups.</param>
    /// <param name="now">When it arrived.</param>
    /// <returns>The same instance when nothing changed.</returns>
    public WebhookState Apply(
        WebhookState state,
        GroupNotification notification,
        DateTimeOffset now
    )
    {
        WebhookState settled = Settle(state, now);
        string group = notification.Group;
        OpenGroup? open = settled.Open.FirstOrDefault(candidate => candidate.Group == group);
        return Bounded(
            notification.IsFiring
                ? Fired(settled, open, notification, now)
                : Resolved(settled, open, notification, now)
        );
    }

    /// <summary>What the passing of time alone makes of the state; the same instance when nothing.</summary>
    public WebhookState Settle(WebhookState state, DateTimeOffset now)
    {
        WebhookState settled = state
            .Open.Where(group => now - group.SeenAt > LongestSilence)
            .Aggregate(state, (current, group) => current.WithClosed(group, group.SeenAt));
        ClosedGroup[] recent =
        [
            .. settled.JustClosed.Where(closed => now - closed.ClosedAt <= Lateness),
        ];
        if (recent.Length < settled.JustClosed.Count)
        {
            settled = settled with { JustClosed = recent };
        }

        return settled.Forgetting(settled.Incidents.Count(page => now - page.Start > keep));
    }

    private static WebhookState Fired(
        WebhookState state,
        OpenGroup? open,
        GroupNotification notification,
        DateTimeOffset now
    )
    {
        if (IsLate(state, notification))
        {
            return state;
        }

        if (open is null)
        {
            return state.WithOpened(OpenGroup.Of(notification, now));
        }

        return open.HasEndedBefore(notification, now)
            ? state.WithClosed(open, open.SeenAt).WithOpened(OpenGroup.Of(notification, now))
            : state.WithChanged(open, open.Heard(notification, now));
    }

    /// <summary>Told of an incident that has just been closed, whether or not the group has opened again.</summary>
    private static bool IsLate(WebhookState state, GroupNotification notification) =>
        state.JustClosed.LastOrDefault(closed => closed.Group == notification.Group) is { } last
        && notification.Firing.All(alert => alert.StartsAt < last.Ended);

    private static WebhookState Resolved(
        WebhookState state,
        OpenGroup? open,
        GroupNotification notification,
        DateTimeOffset now
    )
    {
        if (open is null || open.BeganAfter(notification))
        {
            return state;
        }

        DateTimeOffset ended = notification
            .Alerts.Select(alert => alert.EndsAt ?? now)
            .Where(end => end <= now)
            .DefaultIfEmpty(now)
            .Max();
        return state.WithClosed(open, ended) with
        {
            JustClosed = [.. state.JustClosed, new ClosedGroup(open.Group, ended, now)],
        };
    }

    /// <summary>A group let go keeps its page, and ends with when it was last heard of.</summary>
    private static WebhookState Bounded(WebhookState state)
    {
        int groups = Math.Max(0, state.Open.Count - MostOpen);
        WebhookState bounded = state
            .Open.OrderBy(group => group.SeenAt)
            .Take(groups)
            .Aggregate(state, (current, group) => current.WithClosed(group, group.SeenAt));
        int incidents = Math.Max(0, bounded.Incidents.Count - MostIncidents);
        if (bounded.JustClosed.Count > MostOpen)
        {
            bounded = bounded with { JustClosed = [.. bounded.JustClosed.TakeLast(MostOpen)] };
        }

        return groups + incidents == 0
            ? bounded
            : bounded.Forgetting(incidents) with
            {
                Dropped = bounded.Dropped + groups + incidents,
            };
    }
}
