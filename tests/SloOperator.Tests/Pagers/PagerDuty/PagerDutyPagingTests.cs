using System.Globalization;
using SloOperator.Controllers;
using SloOperator.Pagers;
using static SloOperator.Tests.Pagers.PagerDuty.LoggedEntry;

namespace SloOperator.Tests.Pagers.PagerDuty;

public sealed class PagerDutyPagingTests
{
    private static readonly DateTimeOffset Nine = Paging.Noon.AddHours(-3);

    [Fact]
    public async Task Every_page_is_read()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Log([.. Enumerable.Range(0, 250).Select(Apart)]);
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.Count.ShouldBe(250);
        Offsets(account).ShouldBe(["0", "100", "200"]);
    }

    [Fact]
    public async Task More_without_a_row_is_the_end()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Enqueue(
            "/log_entries",
            PagerDutyStub.PageOf("log_entries", [Apart(0).Json], more: true),
            PagerDutyStub.PageOf("log_entries", [], more: true)
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.Count.ShouldBe(1);
        Offsets(account).ShouldBe(["0", "100"]);
    }

    [Fact]
    public async Task A_full_page_is_not_taken_for_the_last_one()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Enqueue(
            "/log_entries",
            PagerDutyStub.PageOf(
                "log_entries",
                Enumerable.Range(0, 100).Select(i => Apart(i).Json),
                more: false
            ),
            PagerDutyStub.PageOf("log_entries", [Apart(100).Json], more: false)
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.AnswerAsync()).Incidents.Count.ShouldBe(101);
    }

    [Fact]
    public async Task A_row_that_moved_to_the_next_page_counts_once()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        LoggedEntry unreadable = Apart(1).Without("user");
        account.Server.Enqueue(
            "/log_entries",
            PagerDutyStub.PageOf("log_entries", [Apart(0).Json, unreadable.Json], more: true),
            PagerDutyStub.PageOf(
                "log_entries",
                [Apart(0).Json, unreadable.Json, Apart(2).Json],
                more: null
            )
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        PagerAnswer.Answered answer = await paging.AnswerAsync();

        answer.Incidents.Count.ShouldBe(2);
        answer.Warnings.ShouldContain("1 log entry could not be read; the first has no user");
    }

    [Fact]
    public async Task More_than_offsets_reach_is_read_in_halves()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        PagedStub incident = new("PI", "Down", Nine.AddHours(-8));
        account.Log([
            .. Enumerable
                .Range(0, 10_050)
                .Select(i =>
                    Notify(
                        "R" + i.ToString(CultureInfo.InvariantCulture),
                        Nine.AddHours(-8).AddSeconds(i),
                        i % 5000 == 0 ? "Ann" + i.ToString(CultureInfo.InvariantCulture) : "Bob",
                        incident
                    )
                ),
        ]);
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        PagerAnswer.Answered answer = await paging.AnswerAsync();

        answer
            .Incidents.Select(page => page.Responder)
            .ShouldBe(["Ann0", "Bob", "Ann5000", "Ann10000"]);
        account.Server.Requests.Count.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task A_server_that_repeats_itself_is_given_up()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always(
            "/log_entries",
            PagerDutyStub.PageOf("log_entries", [Apart(0).Json], more: true)
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        PagerAnswer answer = await paging.AskAsync(Nine.AddDays(-30), Nine);

        answer
            .ShouldBeOfType<PagerAnswer.Failed>()
            .Reason.ShouldBe(
                "PagerDuty: more than 2000 pages for one range; name fewer teams or a shorter window"
            );
    }

    [Fact]
    public async Task A_second_with_more_than_can_be_read_is_said()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always(
            "/log_entries",
            PagerDutyStub.PageOf("log_entries", Enumerable.Repeat(Apart(0).Json, 100), more: true)
        );
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.FailureAsync()).ShouldBe(
            "PagerDuty: one second holds more than can be paged through; name fewer teams"
        );
    }

    [Fact]
    public async Task An_answer_without_the_list_is_none()
    {
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        account.Server.Always("/log_entries", Testing.Wire.Reply.Json("{\"status\":\"ok\"}"));
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);

        (await paging.FailureAsync()).ShouldBe(
            "PagerDuty, log_entries: the answer has no list log_entries; check that the URL is the API's"
        );
    }

    private static IEnumerable<string> Offsets(PagerDutyStub account) =>
        account.Asked("/log_entries").Select(r => PagerDutyStub.Query(r)["offset"].ToString());

    // A minute and more between them: each wakes.
    private static LoggedEntry Apart(int number)
    {
        string id = number.ToString(CultureInfo.InvariantCulture);
        DateTimeOffset at = Nine.AddMinutes(-2 * number);
        return Notify("R" + id, at, "Ann", new PagedStub("P" + id, "Down", at));
    }
}
