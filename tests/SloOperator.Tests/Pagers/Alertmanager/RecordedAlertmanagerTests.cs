using System.Text;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers.Alertmanager;

namespace SloOperator.Tests.Pagers.Alertmanager;

/// <summary>What Alertmanager 0.25 sent of two alerts that fired for 14 seconds, with a repeat_interval of 6 seconds: byte for byte but for line breaks and its own name.</summary>
public sealed class RecordedAlertmanagerTests
{
    private const string Firing = """
        {"receiver":"hook","status":"firing","alerts":[
          {"status":"firing","labels":{"alertname":"HighLatency","instance":"a:80","service":"api"},"annotations":{},"startsAt":"2026-11-20T19:43:57.701576567Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"ae9a45b1413b2c7d"},
          {"status":"firing","labels":{"alertname":"HighLatency","instance":"b:80","replica":"0","service":"api"},"annotations":{},"startsAt":"2026-11-20T19:43:57.701576567Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"8ef8996c47c09058"}
        ],"groupLabels":{"alertname":"HighLatency","service":"api"},"commonLabels":{"alertname":"HighLatency","service":"api"},"commonAnnotations":{},"externalURL":"http://alertmanager:9093","version":"4","groupKey":"{}:{alertname=\"HighLatency\", service=\"api\"}","truncatedAlerts":0}
        """;

    private const string Resolved = """
        {"receiver":"hook","status":"resolved","alerts":[
          {"status":"resolved","labels":{"alertname":"HighLatency","instance":"a:80","service":"api"},"annotations":{},"startsAt":"2026-11-20T19:43:57.701576567Z","endsAt":"2026-11-20T19:44:11.71151054Z","generatorURL":"","fingerprint":"ae9a45b1413b2c7d"},
          {"status":"resolved","labels":{"alertname":"HighLatency","instance":"b:80","replica":"0","service":"api"},"annotations":{},"startsAt":"2026-11-20T19:43:57.701576567Z","endsAt":"2026-11-20T19:44:11.71151054Z","generatorURL":"","fingerprint":"8ef8996c47c09058"}
        ],"groupLabels":{"alertname":"HighLatency","service":"api"},"commonLabels":{"alertname":"HighLatency","service":"api"},"commonAnnotations":{},"externalURL":"http://alertmanager:9093","version":"4","groupKey":"{}:{alertname=\"HighLatency\", service=\"api\"}","truncatedAlerts":0}
        """;

    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-20T19:43:59Z");

    [Fact]
    public void Its_first_notification_its_repeat_and_its_resolve_are_one_page()
    {
        var state = new WebhookState { Since = Start.AddHours(-1) };
        foreach (
            (string body, int second) in ((string, int)[])[(Firing, 0), (Firing, 7), (Resolved, 13)]
        )
        {
            state = new WebhookGroups(TimeSpan.FromDays(70)).Apply(
                state,
                Read(body),
                Start.AddSeconds(second)
            );
        }

        state.Open.ShouldBeEmpty();
        state.Incidents.ShouldBe([
            new Incident(
                "HighLatency/api",
                Start,
                DateTimeOffset.Parse("2026-11-20T19:44:11.7115105Z"),
                Onsets: 2
            ),
        ]);
    }

    [Fact]
    public void An_alert_has_the_fingerprint_that_Alertmanager_gave_it_unless_a_replica_is_named() =>
        Read(Firing)
            .Alerts.Select(alert => alert.Id)
            .ShouldBe([
                "ae9a45b1413b2c7d",
                // 8ef8996c47c09058 with its replica.
                "1ab182e0a05026b8",
            ]);

    private static GroupNotification Read(string body)
    {
        NotificationReader
            .TryRead(
                Encoding.UTF8.GetBytes(body),
                out GroupNotification? notification,
                out string? problem
            )
            .ShouldBeTrue(problem);
        return notification!;
    }
}
