using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers;
using SloOperator.Testing.Wire;
using static SloOperator.Tests.Pagers.PagerDuty.LoggedEntry;

namespace SloOperator.Tests.Pagers.PagerDuty;

public sealed class PagerDutyPagesTests
{
    private static readonly DateTimeOffset Nine = Paging.Noon.AddHours(-3);
    private static readonly PagedStub Fire = new("PT4KHLK", "The server is on fire.", Nine);

    [Fact]
    public async Task A_page_has_its_key_its_responder_its_end_and_its_alerts()
    {
        PagedStub fire = Fire with { ResolvedAt = Nine.AddMinutes(40), Alerts = 7 };
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Log(Notify("R1", Nine.AddSeconds(5), "Tim Wright", fire));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        PagerAnswer.Answered answer = await paging.AnswerAsync();

        answer.Incidents.ShouldBe([
            new Incident(
                "My Mail Service/The server is on fire.",
                Nine.AddSeconds(5),
                Nine.AddMinutes(40),
                7,
                "Tim Wright"
            ),
        ]);
    }

    [Fact]
    public async Task An_incident_that_nobody_resolved_is_open()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Log(Notify("R1", Nine, "Ann", Fire));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        Incident page = (await paging.AnswerAsync()).Incidents.ShouldHaveSingleItem();

        page.End.ShouldBeNull();
        page.Onsets.ShouldBe(1);
    }

    [Fact]
    public async Task An_incident_of_before_resolved_at_ended_when_its_status_changed()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        LoggedEntry entry = Notify("R1", Nine, "Ann", Fire);
        entry.Json["incident"]!["status"] = "resolved";
        entry.Json["incident"]!["last_status_change_at"] = Time(Nine.AddMinutes(3));
        account.Log(entry);
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.Single().End.ShouldBe(Nine.AddMinutes(3));
    }

    [Theory]
    [InlineData("email")]
    [InlineData("short_email")]
    [InlineData("EMAIL")]
    public async Task An_email_wakes_nobody(string means)
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Log(Notify("R1", Nine, "Ann", Fire).By(means));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        PagerAnswer.Answered answer = await paging.AnswerAsync();

        answer.Incidents.ShouldBeEmpty();
        answer.Warnings.ShouldNotContain(warning => warning.Contains("log entries"));
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("phone")]
    [InlineData("ios_push_notification")]
    [InlineData("smoke_signal")]
    public async Task Any_other_means_wakes(string means)
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Log(Notify("R1", Nine, "Ann", Fire).By(means));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_person_is_woken_by_the_first_call_after_the_email_and_the_next_person_by_the_escalation()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Log(
            Notify("R1", Nine, "Ann", Fire).By("email"),
            Notify("R2", Nine.AddMinutes(5), "Ann", Fire),
            Notify("R3", Nine.AddMinutes(10), "Ann", Fire).By("sms"),
            Notify("R4", Nine.AddMinutes(30), "Bob", Fire)
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AnswerAsync())
            .Incidents.Select(page => (page.Responder, page.Start))
            .ShouldBe([("Ann", Nine.AddMinutes(5)), ("Bob", Nine.AddMinutes(30))]);
    }

    [Fact]
    public async Task A_repeat_of_an_incident_that_began_before_the_range_is_no_page()
    {
        PagedStub old = Fire with { CreatedAt = Nine.AddDays(-2) };
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account
            .Know(old)
            .Log(
                Notify("R1", Nine.AddDays(-2), "Ann", old),
                Notify("R2", Nine, "Ann", old),
                Notify("R3", Nine.AddMinutes(30), "Bob", old)
            );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.Single().Responder.ShouldBe("Bob");
    }

    [Fact]
    public async Task What_follows_within_a_minute_on_a_page_before_the_range_is_no_page()
    {
        PagedStub other = Fire with { Id = "POTHER" };
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Log(
            Notify(
                "R1",
                Nine.AddSeconds(-30),
                "Ann",
                Fire with
                {
                    CreatedAt = Nine.AddSeconds(-31),
                }
            ),
            Notify("R2", Nine.AddSeconds(20), "Ann", other)
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AnswerAsync(Nine, Paging.Noon)).Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_incident_told_as_a_reference_is_looked_up_once()
    {
        PagedStub fire = Fire with
        {
            IsReference = true,
            ResolvedAt = Nine.AddMinutes(9),
            Alerts = 2,
        };
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account
            .Know(fire)
            .Log(Notify("R1", Nine, "Ann", fire), Notify("R2", Nine.AddMinutes(4), "Bob", fire));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        PagerAnswer.Answered answer = await paging.AnswerAsync();

        answer.Incidents.ShouldAllBe(page => page.Onsets == 2 && page.End == Nine.AddMinutes(9));
        answer.Incidents.Count.ShouldBe(2);
        account.Asked("/incidents/PT4KHLK").Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_incident_that_is_gone_ends_when_the_log_says_so()
    {
        PagedStub gone = Fire with { IsReference = true };
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Log(Notify("R1", Nine, "Ann", gone), Resolve("R2", Nine.AddMinutes(2), gone));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        Incident page = (await paging.AnswerAsync()).Incidents.Single();

        page.End.ShouldBe(Nine.AddMinutes(2));
        page.Key.ShouldBe("My Mail Service/The server is on fire.");
    }

    [Fact]
    public async Task A_time_without_an_offset_is_in_the_zone_that_was_asked_for()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Log(Notify("R1", Nine, "Ann", Fire).With("created_at", "2026-11-20T04:00:00"));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url)
        {
            Zone = NodaTime.DateTimeZoneProviders.Tzdb["America/New_York"],
        };

        (await paging.AnswerAsync()).Incidents.Single().Start.ShouldBe(Nine);
        PagerDutyStub
            .Query(account.Asked("/log_entries").First())["time_zone"]
            .ToString()
            .ShouldBe("America/New_York");
    }

    [Fact]
    public async Task What_cannot_be_read_is_left_out_and_said()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Log(
            Notify("R1", Nine, "Ann", Fire).Without("user"),
            Notify("R2", Nine.AddMinutes(-1), "Ann", Fire).With("created_at", "soon"),
            Notify("R3", Nine.AddMinutes(-2), "Ann", Fire).With("incident", "PT4KHLK"),
            Notify("R4", Nine.AddMinutes(-3), "Ann", Fire).With("type", 7),
            Notify("R5", Nine.AddMinutes(-4), "Ann", Fire).With("type", "brand_new_log_entry"),
            Notify("R6", Nine.AddMinutes(-5), "Ann", Fire)
        );
        using var paging = new Paging(
            PagerType.PagerDuty,
            account.Server.Url,
            options => options with { TeamIds = ["PQ9K7I8"] }
        );

        PagerAnswer.Answered answer = await paging.AnswerAsync();

        answer.Incidents.Single().Start.ShouldBe(Nine.AddMinutes(-5));
        answer.Warnings.ShouldContain("4 log entries could not be read; the first has no user");
    }

    [Fact]
    public async Task Texts_are_made_fit_for_a_status()
    {
        PagedStub odd = Fire with { Title = "down\r\nhttps://u:pw@h/x \u0007" };
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        LoggedEntry entry = Notify("R1", Nine, new string('a', 500), odd);
        account.Log(entry);
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        Incident page = (await paging.AnswerAsync()).Incidents.Single();

        page.Key.ShouldBe("My Mail Service/down  https://h/x");
        page.Responder!.Length.ShouldBe(200);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_no_text()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        string page = $$"""
            {"log_entries":[{"id":"R1","type":"notify_log_entry","created_at":"{{Time(
                Nine
            )}}","user":{"id":"PU","summary":"\ud800"},
            "incident":{"id":"PI","title":"\ud800","created_at":"{{Time(
                Nine
            )}}" } },7,null,[]],"limit":100,"more":false}
            """;
        account.Server.Always("/log_entries", Reply.Json(page));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        PagerAnswer.Answered answer = await paging.AnswerAsync();

        answer.Incidents.Single().ShouldBe(new Incident("PI", Nine, null, 1, "PU"));
        answer.Warnings.ShouldContain("3 log entries could not be read; the first has no type");
    }

    [Fact]
    public async Task The_token_the_version_and_the_teams_are_sent_and_no_more()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        var url = new Uri($"http://user:pw@{account.Server.Url.Authority}/?key=1#x");
        using var paging = new Paging(
            PagerType.PagerDuty,
            url,
            options => options with { TeamIds = ["PA", "P B&c"] }
        );

        await paging.AnswerAsync();

        RecordedRequest request = account.Asked("/log_entries").First();
        request.Method.ShouldBe("GET");
        request.Headers["Authorization"].ShouldBe("Token token=t0ken");
        request.Headers["Accept"].ShouldBe("application/vnd.pagerduty+json; version=2");
        request.Headers.ContainsKey("Cookie").ShouldBeFalse();
        var query = PagerDutyStub.Query(request);
        query["team_ids[]"].ToArray().ShouldBe(["PA", "P B&c"]);
        query["is_overview"].ToString().ShouldBe("false");
        query["include[]"].ToString().ShouldBe("incidents");
        query["limit"].ToString().ShouldBe("100");
        query.ContainsKey("key").ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_range_is_not_asked_about()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AnswerAsync(Nine, Nine)).Incidents.ShouldBeEmpty();
        account.Server.Requests.ShouldBeEmpty();
    }
}
