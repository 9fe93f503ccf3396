using System.Globalization;
using SloOperator.Domain.OnCall;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.OnCall;

/// <summary>
/// What Alertmanager sent on 8 January 2026, line by line: "12:00:30 fires A@12:00 B@12:00:10", "12:20 resolved A@12:00-12:15". A word before the time
/// names another group than g; "first" and "follow-up" at the end are the reason, "+3" that three alerts were cut off.
/// </summary>
internal static class WebhookStory
{
    public static readonly WebhookGroups Groups = new(Days(70));

    public static readonly WebhookState Nothing = new() { Since = Time("00:00") };

    public static WebhookState Told(params string[] lines) => Told(Nothing, lines);

    public static WebhookState Told(WebhookState state, params string[] lines) =>
        lines.Aggregate(
            state,
            (current, line) =>
            {
                (GroupNotification notification, DateTimeOffset now) = Read(line);
                return Groups.Apply(current, notification, now);
            }
        );

    /// <summary>"12:00:30-12:15 x2": the pages, their lengths and their alerts.</summary>
    public static string Pages(WebhookState state) =>
        string.Join(
            ", ",
            state
                .HistoryUntil(Time("23:59:59"))
                .Incidents.Select(page => $"{Clock(page.Start)}-{Clock(page.End)} x{page.Onsets}")
        );

    public static (GroupNotification Notification, DateTimeOffset Now) Read(string line)
    {
        List<string> words = [.. line.Split(' ')];
        string group = char.IsAsciiLetter(words[0][0]) ? words[0] : "g";
        words.Remove(group);
        var notification = new GroupNotification
        {
            GroupKey = group,
            IncidentKey = $"HighLatency/{group}",
            IsFiring = words[1] == "fires",
            Alerts = [.. words.Where(word => word.Contains('@')).Select(Alert)],
            Truncated = words.Where(word => word[0] == '+').Sum(word => int.Parse(word)),
            Reason =
                words[^1] == "first" ? NotificationReason.First
                : words[^1] == "follow-up" ? NotificationReason.FollowUp
                : NotificationReason.Unsaid,
        };
        return (notification, Time(words[0]));
    }

    public static DateTimeOffset Time(string clock) =>
        At("2026-01-08T00:00:00Z") + TimeSpan.Parse(clock, CultureInfo.InvariantCulture);

    /// <summary>"A@12:00" fires, "A@12:00-12:15" ended, "A@12:00-?" ended at a time not said.</summary>
    private static GroupAlert Alert(string word)
    {
        string[] parts = word.Split('@', '-');
        DateTimeOffset? end = parts.Length > 2 && parts[2] != "?" ? Time(parts[2]) : null;
        return new GroupAlert(parts[0], parts.Length == 2, Time(parts[1]), end);
    }

    private static string Clock(DateTimeOffset? time) =>
        time is { } at ? (at - Time("00:00")).ToString(Format(at), null) : "";

    private static string Format(DateTimeOffset at) =>
        at >= Time("1.00:00") ? @"d\.hh\:mm"
        : at.Second == 0 ? @"hh\:mm"
        : @"hh\:mm\:ss";
}
