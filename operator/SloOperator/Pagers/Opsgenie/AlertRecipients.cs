using NodaTime;
using SloOperator.Http;

namespace SloOperator.Pagers.Opsgenie;

/// <summary>Who was woken by one alert, and when first: from its recipients and its log together.</summary>
internal sealed class AlertRecipients(OpsgenieSession session, DateTimeZone zone, RowTally tally)
{
    // A log that goes on for ever; 10,000 lines are beyond any alert's.
    private const int MostPages = 100;

    /// <summary>Null when the pager does not say who was notified.</summary>
    public async Task<IReadOnlyList<Notification>?> ReadAsync(Alert alert, CancellationToken ct)
    {
        IReadOnlyList<Notification> recipients = session.Dialect.HasRecipients
            ? await RecipientsAsync(alert, ct)
            : [];
        if (session.Dialect.HasRecipients && recipients.Count == 0)
        {
            return [];
        }

        ILookup<string, AlertLog> logs = (await LogsAsync(alert, ct)).ToLookup(
            log => log.Owner,
            StringComparer.OrdinalIgnoreCase
        );
        return session.Dialect.HasRecipients ? [.. Wakings(recipients, logs)]
            : logs.Count > 0 ? [.. Wakings(Owners(alert, logs), logs)]
            : alert.Responders.Count > 0 ? null
            : [];
    }

    // By email alone nobody is woken; a recipient of whose means the log says nothing is taken to be.
    private static IEnumerable<Notification> Wakings(
        IEnumerable<Notification> recipients,
        ILookup<string, AlertLog> logs
    ) =>
        recipients.SelectMany(recipient =>
        {
            AlertLog[] told = [.. logs[recipient.Name!].OrderBy(log => log.At)];
            return told.Length == 0
                ? [recipient]
                : told.Where(log => !log.IsEmail)
                    .Take(1)
                    .Select(log => recipient with { At = log.At });
        });

    private static IEnumerable<Notification> Owners(Alert alert, ILookup<string, AlertLog> logs) =>
        logs.Select(log => new Notification(alert.Id, log.Key, log.Key, alert.CreatedAt));

    private async Task<IReadOnlyList<Notification>> RecipientsAsync(
        Alert alert,
        CancellationToken ct
    ) =>
        await session.Client.FindAsync(OpsgenieCalls.Recipients(session.Dialect, alert.Id), ct)
            is { } found
            ?
            [
                .. OpsgenieLists
                    .Rows(found, session.Dialect, "recipients")
                    .Select(row => Recipient(row, alert))
                    .OfType<Notification>(),
            ]
            : [];

    private Notification? Recipient(JsonRow row, Alert alert)
    {
        JsonRow user = row.Row("user");
        string? name = user.Line("username") ?? user.Line("name") ?? user.Line("id");
        DateTimeOffset? at = row.Time("createdAt", zone);
        if (name is null || at is null)
        {
            tally.Add(name is null ? "no user" : "no createdAt");
            return null;
        }

        return new Notification(alert.Id, user.Text("id") ?? name, name, at.Value);
    }

    private async Task<IReadOnlyList<AlertLog>> LogsAsync(Alert alert, CancellationToken ct)
    {
        List<AlertLog> logs = [];
        string? cursor = null;
        for (int page = 0; page < MostPages; page++)
        {
            PagerCall call = OpsgenieCalls.Logs(session.Dialect, alert.Id, cursor);
            if (await session.Client.FindAsync(call, ct) is not { } found)
            {
                break;
            }

            IReadOnlyList<JsonRow> rows = OpsgenieLists.Rows(found, session.Dialect, "logs");
            logs.AddRange(rows.Select(row => AlertLog.Read(row, zone)).OfType<AlertLog>());
            string? next = OpsgenieLists.Cursor(found, session.Dialect);
            if (rows.Count == 0 || next is null || next == cursor)
            {
                break;
            }

            cursor = next;
        }

        return logs;
    }
}
