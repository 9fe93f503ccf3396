using System.Globalization;
using System.Text.Json.Nodes;
using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Pagers.Opsgenie;

public sealed class OpsgeniePagesTests
{
    private static readonly DateTimeOffset Nine = Paging.Noon.AddHours(-3);

    private static readonly AlertStub Down = new("70413a06", "[FIRING:2] Servers in danger", Nine)
    {
        Recipients = [("neo", Nine.AddSeconds(3))],
    };

    [Fact]
    public async Task A_page_has_its_key_its_responder_and_its_end()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise(Down with { ClosedAt = Nine.AddMinutes(40) });
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.ShouldBe([
            new Incident(
                "Prometheus/Servers in danger",
                Nine.AddSeconds(3),
                Nine.AddMinutes(40),
                1,
                "neo@example.com"
            ),
        ]);
    }

    [Fact]
    public async Task Each_recipient_is_woken_once_and_an_alert_without_recipients_wakes_nobody()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise(
            Down with
            {
                Recipients = [("neo", Nine), ("trinity", Nine.AddMinutes(30))],
            },
            Down with
            {
                Id = "quiet",
                Recipients = [],
            }
        );
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AnswerAsync())
            .Incidents.Select(page => (page.Responder, page.Start, page.End))
            .ShouldBe([
                ("neo@example.com", Nine, null),
                ("trinity@example.com", Nine.AddMinutes(30), null),
            ]);
    }

    [Theory]
    [InlineData("Email notification has been sent", 0)]
    [InlineData("Sent e-mail to neo", 0)]
    [InlineData("SMS notification has been sent", 1)]
    [InlineData("Notified by voice call", 1)]
    [InlineData("Push notification delivered to iPhone", 1)]
    [InlineData("SMS is not sent: the limit was reached", 1)]
    [InlineData("Viewed on [web]", 1)]
    [InlineData("Alert acknowledged via web", 1)]
    public async Task Who_was_told_by_email_alone_was_not_woken(string log, int pages)
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise(Down with { Logs = [(log, "Neo@example.com", Nine.AddMinutes(1))] });
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.Count.ShouldBe(pages);
    }

    [Fact]
    public async Task The_first_call_after_the_email_wakes_though_it_is_on_the_logs_third_page()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise(
            Down with
            {
                Logs =
                [
                    ("Alert created", "System", Nine),
                    ("Email sent", "neo@example.com", Nine.AddSeconds(3)),
                    ("Viewed on [web]", "trinity@example.com", Nine.AddMinutes(2)),
                    ("Sent SMS", "trinity@example.com", Nine.AddMinutes(3)),
                    ("Sent SMS", "neo@example.com", Nine.AddMinutes(5)),
                    ("Sent SMS", "neo@example.com", Nine.AddMinutes(15)),
                ],
            }
        );
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.Single().Start.ShouldBe(Nine.AddMinutes(5));
        account
            .Asked("alerts/70413a06/logs")
            .Select(request => OpsgenieStub.Query(request).GetValueOrDefault("offset").ToString())
            .ShouldBe(["", "2", "4"]);
    }

    [Fact]
    public async Task An_alert_of_before_the_range_can_wake_in_it_for_a_day()
    {
        DateTimeOffset start = Paging.Noon.AddDays(-1);
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise(
            Down with
            {
                Id = "late",
                CreatedAt = start.AddHours(-20),
                Recipients = [("neo", start.AddHours(1))],
            },
            Down with
            {
                Id = "too-late",
                CreatedAt = start.AddHours(-20),
                Recipients = [("trinity", start.AddHours(4))],
            },
            Down with
            {
                Id = "closed",
                CreatedAt = start.AddHours(-20),
                ClosedAt = start.AddHours(-19),
                Recipients = [("morpheus", start.AddHours(-20))],
            }
        );
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AnswerAsync())
            .Incidents.Select(page => page.Responder)
            .ShouldBe(["neo@example.com"]);
        account.Asked("alerts/closed/recipients").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_follows_within_a_minute_on_a_page_before_the_range_is_no_page()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise(
            Down with
            {
                CreatedAt = Nine.AddSeconds(-31),
                Recipients = [("neo", Nine.AddSeconds(-30))],
            },
            Down with
            {
                Id = "next",
                Recipients = [("neo", Nine.AddSeconds(20))],
            }
        );
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AnswerAsync(Nine, Paging.Noon)).Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_teams_alerts_count()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise(Down, Down with { Id = "other", Responders = ["someone-else"] });
        using var paging = new Paging(
            PagerType.Opsgenie,
            account.Server.Url,
            options => options with { TeamIds = ["4513b7ea"] }
        );

        (await paging.AnswerAsync()).Incidents.Count.ShouldBe(1);
        account.Asked("alerts/other/recipients").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("60503", 60_503)]
    [InlineData("\"60503\"", 60_503)]
    [InlineData("\"2026-11-20T09:02:00Z\"", 120_000)]
    [InlineData("-5", 0)]
    [InlineData("null", 777_600_000)]
    public async Task The_end_is_read_however_it_is_written(string closeTime, long milliseconds)
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        AlertStub closed = Down with
        {
            ClosedAt = Nine.AddMinutes(1),
            Recipients = [("neo", Nine)],
        };
        JsonObject row = closed.Json(isSuccessor: true);
        row["closeTime"] = JsonNode.Parse(closeTime);
        account.Raise(closed);
        account.Server.Always("/v2/alerts", account.List([row]));
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AnswerAsync())
            .Incidents.Single()
            .End.ShouldBe(Nine.AddMilliseconds(milliseconds));
    }

    [Fact]
    public async Task What_cannot_be_read_is_left_out_and_said()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise(Down);
        JsonObject undated = Down.Json(isSuccessor: false);
        undated["id"] = "undated";
        undated["createdAt"] = "soon";
        account.Server.Always("/v2/alerts", account.List([null, undated, Down.Json(false)]));
        JsonArray recipients = Down.RecipientRows();
        recipients.Add(new JsonObject { ["createdAt"] = AlertStub.Time(Nine) });
        account.Server.Always("/v2/alerts/70413a06/recipients", account.List(recipients));
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        PagerAnswer.Answered answer = await paging.AnswerAsync();

        answer.Incidents.Count.ShouldBe(1);
        answer.Warnings.ShouldBe([
            "2 alerts could not be read; the first has no id",
            "1 recipient could not be read; the first has no user",
            "no shifts are read without scheduleIds or teamIds",
        ]);
    }

    [Fact]
    public async Task An_alert_that_was_deleted_meanwhile_wakes_nobody()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Server.Always("/v2/alerts", account.List([Down.Json(isSuccessor: false)]));
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_page_is_read()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise([
            .. Enumerable
                .Range(0, 120)
                .Select(i =>
                    Down with
                    {
                        Id = i.ToString(CultureInfo.InvariantCulture),
                        CreatedAt = Nine.AddMinutes(-2 * i),
                        Recipients = [("neo", Nine.AddMinutes(-2 * i))],
                    }
                ),
        ]);
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.Count.ShouldBe(120);
        account
            .Asked("alerts")
            .Select(request => OpsgenieStub.Query(request)["offset"].ToString())
            .ShouldBe(["0", "100"]);
        RecordedRequest first = account.Asked("alerts").First();
        OpsgenieStub.Query(first)["sort"].ToString().ShouldBe("createdAt");
        OpsgenieStub.Query(first)["order"].ToString().ShouldBe("asc");
        OpsgenieStub.Query(first)["limit"].ToString().ShouldBe("100");
    }

    [Fact]
    public async Task More_than_offsets_reach_is_read_in_parts()
    {
        DateTimeOffset start = Paging.Noon.AddDays(-1);
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Raise([
            .. Enumerable
                .Range(0, 20_050)
                .Select(i =>
                    Down with
                    {
                        Id = i.ToString(CultureInfo.InvariantCulture),
                        CreatedAt = start.AddSeconds(-i - 600),
                        ClosedAt = start.AddSeconds(-i - 590),
                    }
                ),
            Down,
        ]);
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.Count.ShouldBe(1);
        account.Asked("alerts").Count().ShouldBeInRange(201, 300);
    }

    [Fact]
    public async Task An_answer_without_a_list_is_none()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Server.Always("/v2/alerts", Reply.Json("{\"took\":1}"));
        using var paging = new Paging(PagerType.Opsgenie, account.Server.Url);

        (await paging.FailureAsync()).ShouldBe(
            "Opsgenie, alerts: the answer has no list; check that the URL is the API's"
        );
    }
}
