using System.Text.Json.Nodes;
using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers;

namespace SloOperator.Tests.Pagers.Opsgenie;

public sealed class OpsgenieShiftsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Next = Monday.AddDays(7);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_final_timeline_has_the_shifts(bool isSuccessor)
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync(isSuccessor);
        account.Rotations["s1"] =
        [
            Rotation(
                Period("ann", Monday, Next, isSuccessor),
                Period("bob", Next, Next.AddDays(7), isSuccessor),
                Period("ann", Monday.AddDays(-7), Monday, isSuccessor)
            ),
        ];
        using Paging paging = OfSchedule(account, isSuccessor);

        PagerAnswer.Answered answer = await paging.AnswerAsync(Monday, Next.AddDays(1));

        answer.Shifts.ShouldBe([
            new Shift("ann", Monday, Next),
            new Shift("bob", Next, Next.AddDays(7)),
        ]);
        answer.Warnings.ShouldBeEmpty();
        var query = OpsgenieStub.Query(account.Asked("schedules/s1/timeline").Single());
        query["date"].ToString().ShouldBe("2026-11-09T09:00:00Z");
        query["interval"].ToString().ShouldBe("5");
        query["intervalUnit"].ToString().ShouldBe("weeks");
    }

    [Fact]
    public async Task A_shift_cut_where_the_past_ends_is_one()
    {
        DateTimeOffset now = Monday.AddDays(3).AddMilliseconds(21_263);
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        account.Rotations["s1"] =
        [
            Rotation(
                Period("ann", now, Next),
                Period("ann", Monday, now, type: "historical"),
                Period("ann", Next, Next.AddDays(7))
            ),
        ];
        using Paging paging = OfSchedule(account);

        (await paging.AnswerAsync(Monday, Next.AddDays(7))).Shifts.ShouldBe([
            new Shift("ann", Monday, Next),
            new Shift("ann", Next, Next.AddDays(7)),
        ]);
    }

    [Fact]
    public async Task A_team_is_on_call_through_its_first_person_and_nobody_has_no_shift()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        JsonObject team = Period("team", Monday, Next);
        team["recipient"]!["type"] = "team";
        team["flattenedRecipients"] = new JsonArray(
            new JsonObject { ["id"] = "t", ["type"] = "team" },
            new JsonObject
            {
                ["id"] = "u",
                ["type"] = "user",
                ["name"] = "ann",
            },
            new JsonObject
            {
                ["id"] = "v",
                ["type"] = "user",
                ["name"] = "bob",
            }
        );
        JsonObject nobody = Period("x", Next, Next.AddDays(1));
        nobody["recipient"] = new JsonObject { ["type"] = "none" };
        JsonObject hidden = Period("x", Next.AddDays(1), Next.AddDays(2));
        hidden["recipient"]!["type"] = "escalation";
        JsonObject endless = Period("x", Next.AddDays(2), Next.AddDays(3));
        endless.Remove("endDate");
        account.Rotations["s1"] = [Rotation(team, nobody, hidden, endless)];
        using Paging paging = OfSchedule(account);

        PagerAnswer.Answered answer = await paging.AnswerAsync(Monday, Next.AddDays(4));

        answer.Shifts.ShouldBe([new Shift("ann", Monday, Next)]);
        answer.Warnings.ShouldBe(["2 on-call periods could not be read; the first has no person"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_shifts_of_teams_are_those_of_their_enabled_schedules(bool isSuccessor)
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync(isSuccessor);
        account.Schedules.AddRange([
            Schedule("s1", "team", isEnabled: true),
            Schedule("s2", "other", isEnabled: true),
            Schedule("s3", "team", isEnabled: false),
        ]);
        account.Rotations["s1"] = [Rotation(Period("ann", Monday, Next, isSuccessor))];
        using var paging = new Paging(
            isSuccessor ? PagerType.JiraOps : PagerType.Opsgenie,
            account.Server.Url,
            options => options with { TeamIds = ["team"] }
        );

        (await paging.AnswerAsync(Monday, Next)).Shifts.Count.ShouldBe(1);

        JsonObject Schedule(string id, string team, bool isEnabled) =>
            new()
            {
                ["id"] = id,
                ["name"] = id,
                ["enabled"] = isEnabled,
                ["teamId"] = isSuccessor ? team : null,
                ["ownerTeam"] = isSuccessor ? null : new JsonObject { ["id"] = team },
            };
    }

    [Fact]
    public async Task A_schedule_that_is_not_there_and_one_with_nobody_are_said()
    {
        await using OpsgenieStub account = await OpsgenieStub.StartAsync();
        using Paging paging = OfSchedule(account);

        (await paging.FailureAsync()).ShouldBe(
            "Opsgenie, timeline: answered 404: nothing is there; check the URL and the schedule ids"
        );
        account.Rotations["s1"] = [];
        (await paging.AnswerAsync()).Warnings.ShouldBe([
            "nobody is on call; check scheduleIds and teamIds",
        ]);
        account.Server.Always("/v2/schedules/s1/timeline", Testing.Wire.Reply.Json("{}"));
        (await paging.FailureAsync()).ShouldBe(
            "Opsgenie, timeline: the answer has no final timeline; check that the URL is the API's"
        );
    }

    private static Paging OfSchedule(OpsgenieStub account, bool isSuccessor = false) =>
        new(
            isSuccessor ? PagerType.JiraOps : PagerType.Opsgenie,
            account.Server.Url,
            options => options with { ScheduleIds = ["s1"] }
        );

    private static JsonObject Rotation(params IReadOnlyList<JsonObject> periods) =>
        new()
        {
            ["id"] = "072cb9c1",
            ["name"] = "Primary Rotation",
            ["order"] = 1,
            ["periods"] = new JsonArray([.. periods]),
        };

    private static JsonObject Period(
        string person,
        DateTimeOffset start,
        DateTimeOffset end,
        bool isSuccessor = false,
        string type = "base"
    ) =>
        new()
        {
            ["startDate"] = AlertStub.Time(start),
            ["endDate"] = AlertStub.Time(end),
            ["type"] = type,
            [isSuccessor ? "responder" : "recipient"] = isSuccessor
                ? new JsonObject { ["id"] = person, ["type"] = "user" }
                : new JsonObject
                {
                    ["id"] = $"id-{person}",
                    ["name"] = person,
                    ["type"] = "user",
                },
        };
}
