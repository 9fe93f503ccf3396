using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Testing.Wire;
using SloOperator.Tests.Sinks.Trackers;

namespace SloOperator.Tests.Sinks.GitHub;

public sealed class GitHubSinkTests
{
    [Theory]
    [InlineData(null, "Closed")]
    [InlineData("completed", "Closed")]
    [InlineData("not_planned", "Declined")]
    [InlineData("duplicate", "Declined")]
    public async Task Why_an_issue_was_closed_is_told(string? reason, string state)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        StubIssue issue = tracker.Add(Filing.Marker);
        issue.IsClosed = true;
        issue.Reason = reason;

        Filing.Done(await filing.ReadAsync("1")).State.ToString().ShouldBe(state);
        Filing.Done(await filing.CloseAsync("1")).State.ToString().ShouldBe(state);
    }

    [Fact]
    public async Task A_pull_request_is_no_ticket_whatever_it_says()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        StubIssue issue = tracker.Add(Filing.Marker);
        ((GitHubStub)tracker).AddPullRequest(issue.Body);

        (await filing.FoundAsync()).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Every_request_names_the_version_and_the_program()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        await filing.CreateAsync();

        IReadOnlyDictionary<string, string> headers = tracker.Server.Requests.Single().Headers;
        headers["Accept"].ShouldBe("application/vnd.github+json");
        headers["X-GitHub-Api-Version"].ShouldBe("2022-11-28");
        headers["User-Agent"].ShouldBe("slo-operator");
        headers["Authorization"].ShouldBe($"Bearer {Filing.Token}");
        headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
    }

    [Theory]
    [InlineData("api/v3")]
    [InlineData("api/v3/")]
    public async Task The_path_of_an_enterprises_URL_is_kept(string path)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using var filing = new Filing(SinkType.GitHub, new Uri(tracker.Server.Url, path));

        Filing.Done(await filing.CreateAsync());

        tracker.Calls.ShouldBe(["POST /api/v3/repos/shop/payments/issues"]);
    }

    [Fact]
    public async Task An_issue_that_was_moved_to_another_repository_is_left_alone()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        tracker.Server.Always("/repos/shop/payments/issues/1", Reply.Json("{}", 301));

        Filing
            .Done(await filing.ReadAsync("1"))
            .ShouldBe(new ExternalTicket("1", null, ExternalState.Declined, null));
    }

    [Fact]
    public async Task A_token_that_may_read_and_not_write_does_not_make_the_issue_gone()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        tracker.Add(Filing.Marker);
        tracker.Server.Always(
            request => request.Method == "PATCH",
            _ => Reply.Json("""{"message":"Not Found"}""", 404)
        );

        (await filing.CloseAsync("1"))
            .ShouldBeOfType<SinkReply<ExternalTicket>.Refused>()
            .Status.ShouldBe(404);
    }

    [Fact]
    public async Task Nobody_is_assigned_unless_asked_for()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        await filing.CreateAsync();
        await filing.CreateAsync(Filing.Draft("other-1") with { Assignee = "ada" });

        tracker.Issues.Select(issue => issue.Assignee).ShouldBe([null, "ada"]);
    }

    [Fact]
    public async Task Texts_are_cut_to_what_GitHub_takes_and_those_of_people_never()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        TicketDraft draft = Filing.Draft() with
        {
            Title = new string('t', 300),
            Body = new string('b', 64 * 1024),
        };
        await filing.CreateAsync(draft);
        StubIssue issue = tracker.Issues[0];
        int made = issue.Body.Length;
        issue.Body += new string('p', 30_000);
        await filing.UpdateAsync("1", draft);

        made.ShouldBeLessThanOrEqualTo(65_536);
        issue.Title.Length.ShouldBe(256);
        issue.Body.Length.ShouldBeLessThanOrEqualTo(65_536);
        issue.Body.ShouldEndWith(new string('p', 30_000));
        (await filing.FoundAsync()).ShouldBe(["1"]);
    }

    [Fact]
    public async Task The_pace_is_what_GitHub_allows_and_less_where_the_sink_asks()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing usual = tracker.File(SinkType.GitHub);
        using Filing slower = tracker.File(
            SinkType.GitHub,
            options => options with { PerMinute = 10, PerHour = 1000 }
        );

        (usual.Sink.Traits.PerMinute, usual.Sink.Traits.PerHour).ShouldBe((80, 500));
        (slower.Sink.Traits.PerMinute, slower.Sink.Traits.PerHour).ShouldBe((10, 500));
    }

    [Fact]
    public async Task An_update_of_an_unchanged_priority_leaves_labels_out()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        await filing.CreateAsync();
        await filing.UpdateAsync("1");

        JsonNode
            .Parse(tracker.Server.Requests.Last().Body)!
            .AsObject()
            .Select(member => member.Key)
            .ShouldBe(["title", "body"]);
    }
}
