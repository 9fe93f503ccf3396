using SloOperator.Domain.OnCall;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>Writes the webhook's state into a status and reads it back; what is written is all that survives a restart.</summary>
internal static class WebhookText
{
    /// <summary>Limits of the schema.</summary>
    private const int LongestKey = 1024;

    public static WebhookStatus Write(WebhookState state) =>
        new()
        {
            Since = state.Since,
            Open = [.. state.Open.Select(Write)],
            Closed = [.. state.JustClosed.Select(Write)],
            Incidents = [.. state.Incidents.Select(Write)],
            Dropped = state.Dropped == 0 ? null : state.Dropped,
        };

    /// <summary>Null where nothing usable was kept: listening begins now.</summary>
    public static WebhookState? Read(WebhookStatus? status) =>
        status?.Since is { } since
            ? new WebhookState
            {
                Since = since,
                Open = [.. (status.Open ?? []).Select(Read).OfType<OpenGroup>()],
                JustClosed = [.. (status.Closed ?? []).Select(Read).OfType<ClosedGroup>()],
                Incidents =
                [
                    .. (status.Incidents ?? [])
                        .Select(Read)
                        .OfType<Incident>()
                        .OrderBy(incident => incident.Start),
                ],
                Dropped = (int)(status.Dropped ?? 0),
            }
            : null;

    private static OpenGroupStatus Write(OpenGroup group) =>
        new()
        {
            Group = group.Group,
            Key = Cut(group.Key),
            Start = group.Start,
            Began = group.Began,
            SeenAt = group.SeenAt,
            Onsets = group.Onsets,
            Alerts = [.. group.Seen],
        };

    private static OpenGroup? Read(OpenGroupStatus status) =>
        status is { Group: { } group, Key: { } key, Began: { } began, SeenAt: { } seen }
            ? new OpenGroup
            {
                Group = group,
                Key = key,
                Start = status.Start,
                Began = began,
                SeenAt = seen,
                Onsets = (int)(status.Onsets ?? 1),
                Seen = [.. status.Alerts ?? []],
            }
            : null;

    private static ClosedGroupStatus Write(ClosedGroup group) =>
        new()
        {
            Group = group.Group,
            Ended = group.Ended,
            ClosedAt = group.ClosedAt,
        };

    private static ClosedGroup? Read(ClosedGroupStatus status) =>
        status is { Group: { } group, Ended: { } ended, ClosedAt: { } closed }
            ? new ClosedGroup(group, ended, closed)
            : null;

    private static EndedIncidentStatus Write(Incident incident) =>
        new()
        {
            Key = Cut(incident.Key),
            Start = incident.Start,
            End = incident.End,
            Onsets = incident.Onsets,
        };

    private static Incident? Read(EndedIncidentStatus status) =>
        status is { Key: { } key, Start: { } start, End: { } end }
            ? new Incident(key, start, end, (int)(status.Onsets ?? 1))
            : null;

    private static string Cut(string key) => key.Length <= LongestKey ? key : key[..LongestKey];
}
