using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers;
using static SloOperator.Tests.Pagers.PagerDuty.LoggedEntry;

namespace SloOperator.Tests.Pagers.PagerDuty;

public sealed class PagerDutyShiftsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Next = Monday.AddDays(7);

    [Fact]
    public async Task The_first_level_has_the_shifts()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.OnCalls.AddRange([
            Row("Bob", Next, Next.AddDays(7)),
            Row("Ann", Monday, Next),
            Row("Ann", Monday, Next),
            Row("Carol", Monday, Next, level: 2),
        ]);
        using Paging paging = OfSchedule(account);

        PagerAnswer.Answered answer = await paging.AnswerAsync(Monday, Next.AddDays(1));

        answer.Shifts.ShouldBe([
            new Shift("Ann", Monday, Next),
            new Shift("Bob", Next, Next.AddDays(7)),
        ]);
        answer.Warnings.ShouldBeEmpty();
        PagerDutyStub
            .Query(account.Asked("/oncalls").Single())["schedule_ids[]"]
            .ShouldBe(new StringValues("PI7DH85"));
    }

    [Fact]
    public async Task Who_is_always_on_call_has_a_shift_as_long_as_the_range()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.OnCalls.AddRange([
            Row("Ann", null, null),
            Row("Bob", Monday, null),
            Row("Carol", null, Next),
        ]);
        using Paging paging = OfSchedule(account);
        DateTimeOffset start = Monday.AddDays(-100);
        DateTimeOffset end = Next.AddDays(1);

        (await paging.AnswerAsync(start, end)).Shifts.ShouldBe([
            new Shift("Carol", start, Next),
            new Shift("Ann", start, end),
            new Shift("Bob", Monday, end),
        ]);
        account.Asked("/oncalls").Count().ShouldBe(2);
    }

    [Fact]
    public async Task Shifts_outside_the_range_and_such_as_cannot_be_read_are_left_out()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.OnCalls.AddRange([
            Row("Ann", Monday.AddDays(-7), Monday),
            Row("Bob", Monday, Next, user: false),
            Row("Carol", Next, Monday),
        ]);
        account.OnCalls.Add(Row("Dave", Monday, Next));
        account.OnCalls[^1]["start"] = "monday";
        account.OnCalls.Add(Row("Eve", Monday, Next));
        using Paging paging = OfSchedule(account);

        PagerAnswer.Answered answer = await paging.AnswerAsync(Monday, Next);

        answer.Shifts.ShouldBe([new Shift("Eve", Monday, Next)]);
        answer.Warnings.ShouldBe(["3 on-calls could not be read; the first has no user"]);
    }

    [Fact]
    public async Task The_shifts_of_teams_are_those_of_their_escalation_policies()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.EscalationPolicies.AddRange(["PT20YPA", "PANZZEQ"]);
        account.OnCalls.Add(Row("Ann", Monday, Next));
        using var paging = new Paging(
            PagerType.PagerDuty,
            account.Server.Url,
            options => options with { TeamIds = ["PQ9K7I8"] }
        );

        (await paging.AnswerAsync(Monday, Next)).Shifts.Count.ShouldBe(1);

        PagerDutyStub
            .Query(account.Asked("/escalation_policies").Single())["team_ids[]"]
            .ToString()
            .ShouldBe("PQ9K7I8");
        PagerDutyStub
            .Query(account.Asked("/oncalls").Single())["escalation_policy_ids[]"]
            .ToArray()
            .ShouldBe(["PT20YPA", "PANZZEQ"]);
    }

    [Fact]
    public async Task Nobody_on_call_is_said()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        using Paging paging = OfSchedule(account);
        using var whole = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AnswerAsync(Monday, Next)).Warnings.ShouldBe([
            "nobody is on call; check scheduleIds and teamIds",
        ]);
        account.OnCalls.Add(Row("Carol", Monday, Next, level: 2));
        (await paging.AnswerAsync(Monday, Next)).Warnings.ShouldBe([
            "nobody is on call at the first escalation level; check scheduleIds",
        ]);
        (await whole.AnswerAsync(Monday, Next)).Warnings.ShouldBe([
            "no shifts are read without scheduleIds or teamIds",
        ]);
    }

    private static Paging OfSchedule(PagerDutyStub account) =>
        new(
            PagerType.PagerDuty,
            account.Server.Url,
            options => options with { ScheduleIds = ["PI7DH85"] }
        );

    private static JsonObject Row(
        string name,
        DateTimeOffset? start,
        DateTimeOffset? end,
        int level = 1,
        bool user = true
    ) =>
        new()
        {
            ["user"] = user ? Reference("user_reference", $"P{name}", name) : null,
            ["schedule"] = Reference("schedule_reference", "PI7DH85", "Daily Engineering Rotation"),
            ["escalation_policy"] = Reference("escalation_policy_reference", "PT20YPA", "Policy"),
            ["escalation_level"] = level,
            ["start"] = start is { } from ? Time(from) : null,
            ["end"] = end is { } to ? Time(to) : null,
        };
}
