using NodaTime;
using SloOperator.Http;

namespace SloOperator.Pagers.PagerDuty;

/// <summary>An entry of the log that tells of a page or of an incident's end.</summary>
/// <param name="Type">Which of the two.</param>
/// <param name="At">When it was logged.</param>
/// <param name="Told">Who was told, when it is a page that wakes; null for any other.</param>
/// <param name="Incident">As much of it as the entry says.</param>
internal sealed record LogEntry(
    LogEntryType Type,
    DateTimeOffset At,
    Notification? Told,
    PagedIncident Incident
)
{
    private static readonly Dictionary<string, LogEntryType> Types = new(StringComparer.Ordinal)
    {
        ["notify_log_entry"] = LogEntryType.Notify,
        ["notify_log_entry_reference"] = LogEntryType.Notify,
        ["resolve_log_entry"] = LogEntryType.Resolve,
        ["resolve_log_entry_reference"] = LogEntryType.Resolve,
    };

    /// <summary>Null for entries of other types, and for those that cannot be read, which are counted.</summary>
    public static LogEntry? Read(JsonRow row, DateTimeZone zone, RowTally tally)
    {
        if (row.Text("type") is not { } type)
        {
            return Unreadable(tally, "no type");
        }

        return !Types.TryGetValue(type, out LogEntryType known) ? null
            : row.Time("created_at", zone) is not { } at ? Unreadable(tally, "no created_at")
            : row.Row("incident").Text("id") is not { } id ? Unreadable(tally, "no incident")
            : known is LogEntryType.Resolve || !Wakes(row)
                ? new LogEntry(known, at, null, PagedIncident.Read(row, id, zone))
            : Person(row) is not { } person ? Unreadable(tally, "no user")
            : new LogEntry(
                known,
                at,
                new Notification(id, person.Id, person.Name, at),
                PagedIncident.Read(row, id, zone)
            );
    }

    private static LogEntry? Unreadable(RowTally tally, string lack)
    {
        tally.Add(lack);
        return null;
    }

    // channel.notification.type, as PagerDuty's own scripts read it (public-support-scripts, get_incident_details_csv);
    // email, short_email. What cannot be told is taken to wake.
    private static bool Wakes(JsonRow row)
    {
        JsonRow channel = row.Row("channel");
        string? means = channel.Row("notification").Text("type") ?? channel.Text("type");
        return means?.Contains("email", StringComparison.OrdinalIgnoreCase) != true;
    }

    private static (string Id, string Name)? Person(JsonRow row)
    {
        JsonRow user = row.Row("user");
        string? name = user.Line("summary") ?? user.Line("name");
        return user.Text("id") is { } id ? (id, name ?? id)
            : name is not null ? (name, name)
            : null;
    }
}
