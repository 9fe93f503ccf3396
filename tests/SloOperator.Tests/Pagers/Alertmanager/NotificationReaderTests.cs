using System.Text;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers.Alertmanager;

namespace SloOperator.Tests.Pagers.Alertmanager;

public sealed class NotificationReaderTests
{
    [Fact]
    public void A_webhook_says_which_group_fires_and_since_when()
    {
        GroupNotification read = Read(Webhooks.Firing);

        read.GroupKey.ShouldBe("""{}/{team="payments"}:{alertname="HighLatency", service="api"}""");
        read.IncidentKey.ShouldBe("HighLatency/api");
        read.IsFiring.ShouldBeTrue();
        read.Reason.ShouldBe(NotificationReason.First);
        read.Truncated.ShouldBe(3);
        read.Alerts.Select(alert => (alert.IsFiring, alert.StartsAt, alert.EndsAt))
            .ShouldBe([
                (true, At("2026-01-08T12:00:00.0900238Z"), null),
                (false, At("2026-01-08T11:00:00Z"), At("2026-01-08T11:30:00Z")),
            ]);
    }

    [Fact]
    public void A_group_is_resolved_once_its_status_says_so() =>
        Read(Webhooks.With("""  "status": "firing",""", """  "status": "resolved","""))
            .IsFiring.ShouldBeFalse();

    [Theory]
    [InlineData("first notification", NotificationReason.First)]
    [InlineData("new alerts added", NotificationReason.FollowUp)]
    [InlineData("some alerts resolved", NotificationReason.FollowUp)]
    [InlineData("repeat interval elapsed", NotificationReason.FollowUp)]
    [InlineData("all alerts resolved", NotificationReason.Unsaid)]
    [InlineData("unknown", NotificationReason.Unsaid)]
    [InlineData("of a later version", NotificationReason.Unsaid)]
    public void A_reason_is_understood_or_ignored(string word, NotificationReason reason) =>
        Read(Webhooks.With("first notification", word)).Reason.ShouldBe(reason);

    [Fact]
    public void An_older_Alertmanager_gives_no_reason() =>
        Read(Webhooks.With("notification_reason", "x")).Reason.ShouldBe(NotificationReason.Unsaid);

    [Theory]
    [InlineData("""{"alertname": "Down", "instance": "a:80", "pod": "p"}""", "Down")]
    [InlineData("""{"cluster": "eu", "zone": null}""", "eu")]
    [InlineData("{}", "HighLatency")]
    [InlineData("null", "HighLatency")]
    public void The_key_is_made_of_the_labels_that_the_route_groups_by(string labels, string key) =>
        Read(Webhooks.With("""{"service": "api", "alertname": "HighLatency"}""", labels))
            .IncidentKey.ShouldBe(key);

    [Fact]
    public void A_group_of_all_alerts_together_has_a_key_too() =>
        Read(
            """
            {"version": "4", "groupKey": "{}:{}", "status": "firing", "alerts": [], "groupLabels": {}, "commonLabels": {}}
            """
        )
            .IncidentKey.ShouldBe("(ungrouped)");

    [Theory]
    [InlineData("-1", 0)]
    [InlineData("9223372036854775807", 10_000)]
    public void The_number_of_alerts_cut_off_is_sensible(string written, int read) =>
        Read(Webhooks.With("\"truncatedAlerts\": 3", $"\"truncatedAlerts\": {written}"))
            .Truncated.ShouldBe(read);

    [Fact]
    public void An_alert_without_a_status_has_its_group_s() =>
        Read(Webhooks.With("\"status\": \"resolved\",", ""))
            .Alerts.ShouldAllBe(alert => alert.IsFiring);

    [Fact]
    public void A_resolved_alert_without_an_end_has_ended_some_time() =>
        Read(Webhooks.With("2026-01-08T11:30:00Z", "0001-01-01T00:00:00Z"))
            .Alerts[1]
            .ShouldSatisfyAllConditions(
                alert => alert.IsFiring.ShouldBeFalse(),
                alert => alert.EndsAt.ShouldBeNull()
            );

    [Fact]
    public void A_firing_alert_has_no_end_whatever_is_said_of_its_lease() =>
        Read(Webhooks.With("0001-01-01T00:00:00Z", "2026-01-08T12:04:00Z"))
            .Alerts[0]
            .EndsAt.ShouldBeNull();

    [Fact]
    public void An_alert_that_is_null_is_passed_over() =>
        Read("""{"version": "4", "groupKey": "g", "status": "firing", "alerts": [null]}""")
            .Alerts.ShouldBeEmpty();

    [Theory]
    [InlineData("\"version\": \"4\"", "\"version\": \"5\"", "version: only \"4\" is understood")]
    [InlineData("\"version\": \"4\",", "", "version: only \"4\" is understood")]
    [InlineData("\"groupKey\"", "\"x\"", "groupKey: required")]
    [InlineData("\"alerts\"", "\"x\"", "alerts: required")]
    [InlineData("\n  \"status\"", "\n  \"x\"", "status: must be firing or resolved")]
    [InlineData(
        "\n  \"status\": \"firing\"",
        "\n  \"status\": \"quiet\"",
        "status: must be firing or resolved"
    )]
    [InlineData("\"startsAt\": \"2026-01-08T11:00:00Z\",", "", "alerts[].startsAt: required")]
    public void What_is_missing_is_named(string from, string to, string problem) =>
        Problem(Webhooks.With(from, to)).ShouldBe(problem);

    [Fact]
    public void All_that_is_missing_is_named_at_once() =>
        Problem("{}")
            .ShouldBe(
                "version: only \"4\" is understood; groupKey: required; status: must be firing or resolved; alerts: required"
            );

    [Theory]
    [InlineData("", "$: not the JSON of a webhook at line 1, byte 0")]
    [InlineData("null", "the body is null")]
    [InlineData("[]", "$: not the JSON of a webhook at line 1, byte 1")]
    [InlineData("{\"version\": 4}", "$.version: not the JSON of a webhook at line 1, byte 13")]
    [InlineData(
        "{\"status\": \"a\", \"status\": \"b\"}",
        "$.status: not the JSON of a webhook at line 1, byte 25"
    )]
    [InlineData(
        "{\"alerts\": [{\"startsAt\": \"noon\"}]}",
        "$.alerts[0].startsAt: not the JSON of a webhook at line 1, byte 31"
    )]
    public void What_is_no_JSON_of_a_webhook_is_pointed_at(string body, string problem) =>
        Problem(body).ShouldBe(problem);

    [Theory]
    [InlineData(60, true)]
    [InlineData(70, false)]
    public void Nesting_ends_at_64_levels(int levels, bool isRead) =>
        NotificationReader
            .TryRead(
                Encoding.UTF8.GetBytes(
                    Webhooks.With(
                        """{"of": ["a", "later", "version"]}""",
                        new string('[', levels) + new string(']', levels)
                    )
                ),
                out _,
                out _
            )
            .ShouldBe(isRead);

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

    private static string? Problem(string body)
    {
        NotificationReader
            .TryRead(Encoding.UTF8.GetBytes(body), out _, out string? problem)
            .ShouldBeFalse();
        return problem;
    }

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc);
}
