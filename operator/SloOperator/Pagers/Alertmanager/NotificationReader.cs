using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers.Alertmanager.Wire;

namespace SloOperator.Pagers.Alertmanager;

/// <summary>From the body of a webhook to what the domain knows; what is missing or of another version is named.</summary>
internal static class NotificationReader
{
    private const string Firing = "firing";
    private const string Resolved = "resolved";
    private const string AlertName = "alertname";
    private const string Ungrouped = "(ungrouped)";

    /// <summary>More than that in one group is a broken rule; the number is then no better known for being larger.</summary>
    private const long MostTruncated = 10_000;

    public static bool TryRead(
        ReadOnlySpan<byte> body,
        [NotNullWhen(true)] out GroupNotification? notification,
        [NotNullWhen(false)] out string? problem
    )
    {
        WebhookMessage? message = Parse(body, out string syntax);
        problem = message is null ? syntax : NullIfEmpty(string.Join("; ", Problems(message)));
        notification = problem is null ? Map(message!) : null;
        return notification is not null;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static WebhookMessage? Parse(ReadOnlySpan<byte> body, out string problem)
    {
        problem = "the body is null";
        try
        {
            return JsonSerializer.Deserialize(body, WebhookJson.Default.WebhookMessage);
        }
        catch (JsonException e)
        {
            problem =
                $"{e.Path ?? "$"}: not the JSON of a webhook at line {e.LineNumber + 1}, byte {e.BytePositionInLine}";
            return null;
        }
    }

    private static IEnumerable<string> Problems(WebhookMessage message)
    {
        if (message.Version != "4")
        {
            yield return "version: only \"4\" is understood";
        }

        if (string.IsNullOrEmpty(message.GroupKey))
        {
            yield return "groupKey: required";
        }

        if (message.Status is not (Firing or Resolved))
        {
            yield return "status: must be firing or resolved";
        }

        if (message.Alerts is null)
        {
            yield return "alerts: required";
        }

        if (message.Alerts?.Any(alert => alert is { StartsAt: null }) == true)
        {
            yield return "alerts[].startsAt: required";
        }
    }

    private static GroupNotification Map(WebhookMessage message) =>
        new()
        {
            GroupKey = message.GroupKey!,
            IncidentKey = KeyOf(message),
            IsFiring = message.Status == Firing,
            Alerts =
            [
                .. message.Alerts!.OfType<WebhookAlert>().Select(alert => Map(alert, message)),
            ],
            Truncated = (int)Math.Clamp(message.TruncatedAlerts, 0, MostTruncated),
            Reason = ReasonOf(message.NotificationReason),
        };

    private static GroupAlert Map(WebhookAlert alert, WebhookMessage message)
    {
        bool isFiring = (alert.Status ?? message.Status) == Firing;
        DateTimeOffset? end = alert.EndsAt is { Year: > 1 } said && !isFiring ? said : null;
        return new GroupAlert(AlertIdentity.Of(alert), isFiring, alert.StartsAt!.Value, end);
    }

    /// <summary>A route that groups by nothing has one group: it is known by its alerts' name, if they have but one.</summary>
    private static string KeyOf(WebhookMessage message) =>
        IncidentKey.Of(Labels(message.GroupLabels)) is { Length: > 0 } key ? key
        : message.CommonLabels?.GetValueOrDefault(AlertName) is { Length: > 0 } name
            ? IncidentKey.Of([new(AlertName, name)])
        : Ungrouped;

    private static IEnumerable<KeyValuePair<string, string>> Labels(
        IReadOnlyDictionary<string, string?>? labels
    ) =>
        (labels ?? new Dictionary<string, string?>()).Select(label =>
            KeyValuePair.Create(label.Key, label.Value ?? "")
        );

    /// <summary>The words of Alertmanager's notify package; "all alerts resolved" comes with a status that says so.</summary>
    private static NotificationReason ReasonOf(string? word) =>
        word switch
        {
            "first notification" => NotificationReason.First,
            "new alerts added" or "some alerts resolved" or "repeat interval elapsed" =>
                NotificationReason.FollowUp,
            _ => NotificationReason.Unsaid,
        };
}
