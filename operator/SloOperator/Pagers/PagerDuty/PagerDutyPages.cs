using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Http;

namespace SloOperator.Pagers.PagerDuty;

/// <summary>Who was woken in one range, from the log of all incidents: GET /log_entries.</summary>
internal sealed class PagerDutyPages(PagerClient client, PagerOptions options, PagerQuery query)
{
    /// <summary>"The sum of offset and limit cannot exceed 10000": https://developer.pagerduty.com/docs/rest-api-pagination.</summary>
    public const int Reach = 10_000;

    private readonly OffsetPaging _paging = new(PagerDutyProtocol.Pager, Reach);
    private readonly RowTally _tally = new("log entry", "log entries");
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<Notification> _notifications = [];
    private readonly HashSet<(string Incident, string Person)> _told = [];
    private readonly Dictionary<string, PagedIncident> _incidents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _resolved = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _from = query.Range.Start - Wakings.Collapse;

    public string? Warning => _tally.Warning;

    public async Task<IReadOnlyList<Incident>> ReadAsync(CancellationToken ct)
    {
        await TimeSlices.ReadAsync(
            PagerDutyProtocol.Pager,
            query.Range with
            {
                Start = _from,
            },
            slice => ReadSliceAsync(slice, ct)
        );
        string[] paged =
        [
            .. _notifications.Select(n => n.Incident).Distinct(StringComparer.Ordinal),
        ];
        foreach (string incident in paged)
        {
            await CompleteAsync(incident, ct);
        }

        return
        [
            .. Wakings
                .Of(_notifications, _told, query.Range)
                .Select(waking => _incidents[waking.Incident].ToPage(waking, End(waking))),
        ];
    }

    private DateTimeOffset? End(Notification waking) =>
        _resolved.TryGetValue(waking.Incident, out DateTimeOffset end) ? end : null;

    private Task<bool> ReadSliceAsync(TimeRange slice, CancellationToken ct) =>
        _paging.ReadAsync(
            async offset =>
                PagerDutyLists.Page(
                    await client.GetAsync(
                        PagerDutyCalls.LogEntries(options.TeamIds, slice, query.Zone, offset),
                        ct
                    ),
                    "log_entries"
                ),
            Take
        );

    // Entries come again when newer ones push them to the next page, and when a range is halved.
    private void Take(JsonRow row)
    {
        if (row.Text("id") is { } id && !_seen.Add(id))
        {
            return;
        }

        if (LogEntry.Read(row, query.Zone, _tally) is not { } entry)
        {
            return;
        }

        Learn(entry.Incident);
        if (entry.Type is LogEntryType.Resolve)
        {
            _resolved[entry.Incident.Id] = entry.At;
        }

        Take(entry.Told);
    }

    private void Take(Notification? told)
    {
        if (told is null)
        {
            return;
        }

        if (told.At < _from)
        {
            _told.Add((told.Incident, told.Person));
        }
        else
        {
            _notifications.Add(told);
        }
    }

    private void Learn(PagedIncident incident)
    {
        if (incident.CreatedAt is not null || !_incidents.ContainsKey(incident.Id))
        {
            _incidents[incident.Id] = incident;
        }
    }

    private async Task CompleteAsync(string incident, CancellationToken ct)
    {
        if (
            _incidents[incident].CreatedAt is null
            && await client.FindAsync(PagerDutyCalls.Incident(incident, query.Zone), ct)
                is { } found
        )
        {
            Learn(PagedIncident.Read(found, incident, query.Zone));
        }

        // What a person was told before the range is not told again in it.
        if (_incidents[incident].CreatedAt is not { } created || created < _from)
        {
            await ReadBeforeAsync(incident, ct);
        }
    }

    private Task<bool> ReadBeforeAsync(string incident, CancellationToken ct) =>
        _paging.ReadAsync(
            async offset =>
                await client.FindAsync(
                    PagerDutyCalls.LogEntriesOf(incident, query.Zone, offset),
                    ct
                )
                    is { } found
                    ? PagerDutyLists.Page(found, "log_entries")
                    : PagerDutyLists.None,
            TakeBefore
        );

    private void TakeBefore(JsonRow row)
    {
        if (LogEntry.Read(row, query.Zone, _tally)?.Told is { } told && told.At < _from)
        {
            _told.Add((told.Incident, told.Person));
        }
    }
}
