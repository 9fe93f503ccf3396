using NodaTime;
using SloOperator.Domain.OnCall;
using SloOperator.Http;

namespace SloOperator.Pagers.PagerDuty;

/// <summary>An incident as it is now.</summary>
/// <param name="Id">PagerDuty's own.</param>
/// <param name="Key">Service and title.</param>
/// <param name="CreatedAt">Null when only a reference to it was told.</param>
/// <param name="ResolvedAt">Null while it is open.</param>
/// <param name="Alerts">How many alerts were grouped into it; null where the service makes none.</param>
internal sealed record PagedIncident(
    string Id,
    string Key,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? ResolvedAt,
    int? Alerts
)
{
    /// <summary>The row of a log entry, or of an answer about the incident alone.</summary>
    public static PagedIncident Read(JsonRow row, string id, DateTimeZone zone)
    {
        JsonRow incident = row.Row("incident");
        string? service =
            incident.Row("service").Line("summary") ?? row.Row("service").Line("summary");
        string? title = incident.Line("title") ?? incident.Line("summary");
        return new PagedIncident(
            id,
            RepeatKey.Of(service, title, id),
            incident.Time("created_at", zone),
            Resolved(incident, zone),
            incident.Row("alert_counts").Count("all")
        );
    }

    public Incident ToPage(Notification waking, DateTimeOffset? resolvedAt)
    {
        DateTimeOffset? end = ResolvedAt ?? resolvedAt;
        return new Incident(
            Key,
            waking.At,
            end < waking.At ? waking.At : end,
            Math.Max(1, Alerts ?? 1),
            waking.Name
        );
    }

    // Accounts' older incidents have no resolved_at.
    private static DateTimeOffset? Resolved(JsonRow incident, DateTimeZone zone) =>
        incident.Time("resolved_at", zone)
        ?? (
            incident.Text("status") is "resolved"
                ? incident.Time("last_status_change_at", zone)
                : null
        );
}
