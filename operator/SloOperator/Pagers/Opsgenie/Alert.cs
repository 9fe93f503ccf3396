using System.Globalization;
using NodaTime;
using SloOperator.Domain.OnCall;
using SloOperator.Http;

namespace SloOperator.Pagers.Opsgenie;

/// <summary>A row of /alerts, as the alert is now.</summary>
/// <param name="Id">Opsgenie's own; the short one is used again.</param>
/// <param name="Key">Integration and message.</param>
/// <param name="CreatedAt">When it came in first.</param>
/// <param name="ClosedAt">Null while it is open.</param>
/// <param name="Responders">Ids of the teams, persons, schedules and escalations that it is for.</param>
internal sealed record Alert(
    string Id,
    string Key,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<string> Responders
)
{
    /// <summary>Null for a row that cannot be read, which is counted.</summary>
    public static Alert? Read(JsonRow row, DateTimeZone zone, RowTally tally)
    {
        string? id = row.Text("id");
        DateTimeOffset? created = row.Time("createdAt", zone);
        if (id is null || created is null)
        {
            tally.Add(id is null ? "no id" : "no createdAt");
            return null;
        }

        string? place =
            row.Row("integration").Line("name")
            ?? row.Line("integrationName")
            ?? row.Line("source");
        return new Alert(
            id,
            RepeatKey.Of(place, row.Line("message"), id),
            created.Value,
            row.Text("status") is "closed" ? Closed(row, created.Value, zone) : null,
            [.. (row.Rows("responders") ?? []).Select(r => r.Text("id")).OfType<string>()]
        );
    }

    /// <summary>One page: an alert is one cause, however often it came in again while it was open.</summary>
    public Incident ToPage(Notification waking) =>
        new(Key, waking.At, ClosedAt < waking.At ? waking.At : ClosedAt, 1, waking.Name);

    // report.closeTime is how many milliseconds after createdAt; at the successor it stands in the alert itself.
    private static DateTimeOffset? Closed(JsonRow row, DateTimeOffset created, DateTimeZone zone) =>
        row.Row("report").Number("closeTime") is { } milliseconds ? After(created, milliseconds)
        : row.Number("closeTime") is { } number ? After(created, number)
        : long.TryParse(
            row.Text("closeTime"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long text
        )
            ? After(created, text)
        : row.Time("closeTime", zone) ?? row.Time("updatedAt", zone) ?? created;

    private static DateTimeOffset After(DateTimeOffset created, long milliseconds) =>
        created + TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, 315_360_000_000));
}
