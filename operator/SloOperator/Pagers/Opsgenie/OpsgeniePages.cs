using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Http;

namespace SloOperator.Pagers.Opsgenie;

/// <summary>Who was woken in one range: GET /alerts, and of each who was notified. An alert can wake somebody for a day after it came in, no longer: so far back alerts are looked at, and ranges add up.</summary>
internal sealed class OpsgeniePages(OpsgenieSession session, PagerQuery query)
{
    /// <summary>"Sum of offset and size should be lower than 20K": https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-alerts.</summary>
    public const int Reach = 20_000;

    private static readonly TimeSpan Reaching = TimeSpan.FromDays(1);

    private readonly OffsetPaging _paging = new(session.Dialect.Name, Reach);
    private readonly RowTally _unreadableAlerts = new("alert", "alerts");
    private readonly RowTally _unreadableRecipients = new("recipient", "recipients");
    private readonly Dictionary<string, Alert> _alerts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _from = query.Range.Start - Wakings.Collapse;
    private int _ofUnknown;

    public IEnumerable<string?> Warnings =>
        [
            _unreadableAlerts.Warning,
            _unreadableRecipients.Warning,
            _ofUnknown > 0
                ? $"alerts that do not say who was notified: {_ofUnknown}; each counts as one page, when it began"
                : null,
        ];

    public async Task<IReadOnlyList<Incident>> ReadAsync(CancellationToken ct)
    {
        await TimeSlices.ReadAsync(
            session.Dialect.Name,
            query.Range with
            {
                Start = _from - Reaching,
            },
            slice => ReadSliceAsync(slice, ct)
        );
        var recipients = new AlertRecipients(session, query.Zone, _unreadableRecipients);
        List<Notification> notifications = [];
        foreach (Alert alert in _alerts.Values)
        {
            notifications.AddRange(
                await recipients.ReadAsync(alert, ct) is { } told
                    ? InTime(alert, told)
                    : [Unknown(alert)]
            );
        }

        return
        [
            .. Wakings
                .Of(notifications, new HashSet<(string, string)>(), query.Range)
                .Select(waking => _alerts[waking.Incident].ToPage(waking)),
        ];
    }

    private static IEnumerable<Notification> InTime(Alert alert, IEnumerable<Notification> told) =>
        told.Where(n => n.At < alert.CreatedAt + Reaching);

    private Notification Unknown(Alert alert)
    {
        if (query.Range.Contains(alert.CreatedAt))
        {
            _ofUnknown++;
        }

        return new Notification(alert.Id, "", null, alert.CreatedAt);
    }

    private Task<bool> ReadSliceAsync(TimeRange slice, CancellationToken ct) =>
        _paging.ReadAsync(
            async offset =>
                OpsgenieLists.Page(
                    await session.Client.GetAsync(
                        OpsgenieCalls.Alerts(session.Dialect, slice, offset),
                        ct
                    ),
                    session.Dialect,
                    "alerts"
                ),
            Take
        );

    private void Take(JsonRow row)
    {
        if (row.Text("id") is { } id && !_seen.Add(id))
        {
            return;
        }

        if (
            Alert.Read(row, query.Zone, _unreadableAlerts) is { } alert
            && IsOurs(alert)
            && !(alert.ClosedAt < _from)
            && alert.CreatedAt < query.Range.End
        )
        {
            _alerts.Add(alert.Id, alert);
        }
    }

    // A search knows teams by name alone.
    private bool IsOurs(Alert alert) =>
        session.Options.TeamIds.Count == 0
        || alert.Responders.Intersect(session.Options.TeamIds, StringComparer.Ordinal).Any();
}
