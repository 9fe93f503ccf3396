using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Tests.Sinks.Trackers;

public sealed class TrackerSinkTests
{
    public static TheoryData<int> Trackers() => [(int)SinkType.GitHub, (int)SinkType.GitLab];

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task A_ticket_is_made_with_its_labels_and_found_by_its_marker(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        using Filing filing = tracker.File((SinkType)type);

        ExternalTicket made = Filing.Done(await filing.CreateAsync());

        made.Id.ShouldBe("1");
        made.State.ShouldBe(ExternalState.Open);
        made.Url.ShouldEndWith("/issues/1");
        made.CreatedAt.ShouldBe(Filing.Noon.AddHours(-1).AddSeconds(1));
        tracker.Issues[0].Title.ShouldBe(Filing.Draft().Title);
        tracker.Issues[0].Labels.ShouldBe(["slo-operator", "P2", "reliability", "checkout"]);
        (await filing.FoundAsync()).ShouldBe(["1"]);
        (await filing.FoundAsync("9f3a5c7e1b2d4f60-2")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task Another_process_finds_what_was_made_and_every_double_of_it_oldest_first(
        int type
    )
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        tracker.Add("other-1");
        tracker.Add(Filing.Marker);
        tracker.Add(Filing.Marker).IsClosed = true;
        using Filing filing = tracker.File((SinkType)type);

        IReadOnlyList<ExternalTicket> found = Filing.Done(await filing.FindAsync());

        found
            .Select(ticket => (ticket.Id, ticket.State))
            .ShouldBe([("2", ExternalState.Open), ("3", ExternalState.Closed)]);
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task A_look_up_asks_later_for_what_changed_alone(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        for (int number = 1; number <= 150; number++)
        {
            tracker.Add($"other-{number}");
        }

        using Filing filing = tracker.File((SinkType)type);
        (await filing.FoundAsync("other-150")).ShouldBe(["150"]);
        int first = tracker.Server.Requests.Count;
        tracker.Add(Filing.Marker);
        (await filing.FoundAsync()).ShouldBe(["151"]);
        (await filing.FoundAsync("other-1")).ShouldBe(["1"]);

        first.ShouldBe(3);
        tracker.Server.Requests.Skip(3).ShouldAllBe(r => r.Query.Contains("T10%3A52%3A3"));
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task What_a_list_shows_late_is_found_when_it_does(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        tracker.Add("other-1");
        tracker.Add(Filing.Marker);
        tracker.Lagging.Add(2);
        tracker.Add("other-2");
        using Filing filing = tracker.File((SinkType)type);

        (await filing.FoundAsync()).ShouldBeEmpty();
        tracker.Lagging.Clear();

        (await filing.FoundAsync()).ShouldBe(["2"]);
        filing.Sink.Traits.FindLag.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task What_was_deleted_is_not_found_after_a_day(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        tracker.Add("other-1");
        tracker.Add(Filing.Marker);
        using Filing filing = tracker.File((SinkType)type);
        (await filing.FoundAsync()).ShouldBe(["2"]);
        tracker.Issues.RemoveAt(1);
        filing.Clock.Advance(TimeSpan.FromHours(24));

        (await filing.FoundAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task A_page_too_large_for_one_answer_is_asked_for_in_halves(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        for (int number = 1; number <= 64; number++)
        {
            tracker.Add($"other-{number}", new string('x', 30_000));
        }

        tracker.Add(Filing.Marker);
        using Filing filing = tracker.File((SinkType)type);

        (await filing.FoundAsync()).ShouldBe(["65"]);
        (await filing.FoundAsync("other-33")).ShouldBe(["33"]);
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task An_update_rewrites_our_block_and_leaves_what_people_wrote(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        using Filing filing = tracker.File((SinkType)type);
        await filing.CreateAsync();
        StubIssue issue = tracker.Issues[0];
        issue.Body = "Before.\n\n" + issue.Body.ReplaceLineEndings("\r\n") + "\nAfter.";
        issue.Labels = [.. issue.Labels, "by hand"];

        await filing.UpdateAsync(
            "1",
            Filing.Draft() with
            {
                Title = "Worse",
                Body = "It is worse.",
                Priority = TicketPriority.P1,
            }
        );

        issue.Title.ShouldBe("Worse");
        issue.Body.ShouldBe(
            $"Before.\n\n<!-- slo-operator:begin {Filing.Marker} -->\nIt is worse.\n<!-- slo-operator:end -->\r\n\nAfter."
        );
        issue.Labels.ShouldBe(
            ["slo-operator", "reliability", "checkout", "by hand", "P1"],
            ignoreOrder: true
        );
        (await filing.FoundAsync()).ShouldBe(["1"]);
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task A_comment_is_made_once_however_often_it_is_tried(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        using Filing filing = tracker.File((SinkType)type);
        await filing.CreateAsync();
        tracker.Issues[0].Comments.AddRange(Enumerable.Repeat("Me too.", 70));

        await filing.CommentAsync("1", "a");
        await filing.CommentAsync("1", "a");
        Filing.Done(await filing.CommentAsync("1", "b")).Id.ShouldBe("1");

        tracker.Issues[0].Comments.Count.ShouldBe(72);
        tracker.Issues[0].Comments[70].ShouldEndWith("-->\nIt is urgent now.");
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task A_ticket_is_closed_and_opened_again_however_it_stands(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        using Filing filing = tracker.File((SinkType)type);
        await filing.CreateAsync();

        Filing.Done(await filing.ReopenAsync("1")).State.ShouldBe(ExternalState.Open);
        Filing.Done(await filing.CloseAsync("1")).State.ShouldBe(ExternalState.Closed);
        Filing.Done(await filing.CloseAsync("1")).State.ShouldBe(ExternalState.Closed);
        Filing.Done(await filing.ReadAsync("1")).State.ShouldBe(ExternalState.Closed);
        Filing.Done(await filing.ReopenAsync("1")).State.ShouldBe(ExternalState.Open);
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task A_deleted_ticket_is_gone_for_every_call_and_found_no_more(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        using Filing filing = tracker.File((SinkType)type);
        await filing.CreateAsync();
        (await filing.FoundAsync()).ShouldBe(["1"]);
        tracker.Issues.Clear();

        Filing.Done(await filing.ReadAsync("1")).State.ShouldBe(ExternalState.Gone);
        Filing.Done(await filing.UpdateAsync("1")).State.ShouldBe(ExternalState.Gone);
        Filing.Done(await filing.CommentAsync("1")).State.ShouldBe(ExternalState.Gone);
        Filing.Done(await filing.CloseAsync("1")).State.ShouldBe(ExternalState.Gone);
        (await filing.FoundAsync()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task An_unknown_project_is_no_ticket_that_is_gone(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        using Filing filing = tracker.File(
            (SinkType)type,
            options => options with { Project = "shop/unknown" }
        );

        string reason = (await filing.ReadAsync("1"))
            .ShouldBeOfType<SinkReply<ExternalTicket>.Refused>()
            .Reason;

        reason.ShouldContain("answered 404: there is no shop/unknown, or the token may not see it");
        reason.ShouldContain("check TicketSink payments: spec.project");
        (await filing.CreateAsync()).ShouldBeOfType<SinkReply<ExternalTicket>.Refused>();
        (await filing.FindAsync()).ShouldBeOfType<SinkReply<
            IReadOnlyList<ExternalTicket>
        >.Refused>();
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task A_project_without_issues_refuses_and_says_so(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        tracker.HasIssues = false;
        using Filing filing = tracker.File((SinkType)type);

        (await filing.ReadAsync("1")).ShouldBeOfType<SinkReply<ExternalTicket>.Refused>();
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task A_failure_after_the_commit_is_unclear_and_the_ticket_is_found(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        tracker.AfterCommit = SloOperator.Testing.Wire.Reply.Html("<h1>Unicorn!</h1>", 502);
        using Filing filing = tracker.File((SinkType)type);

        (await filing.CreateAsync())
            .ShouldBeOfType<SinkReply<ExternalTicket>.Unclear>()
            .Status.ShouldBe(502);
        (await filing.FoundAsync()).ShouldBe(["1"]);
        tracker.Writes.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Trackers))]
    public async Task Nobody_is_mentioned_by_what_a_resource_is_called(int type)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync((SinkType)type);
        using Filing filing = tracker.File((SinkType)type);
        await filing.CreateAsync(
            Filing.Draft() with
            {
                Title = "checkout @ada\nis down",
                Body = "**@all** of @ada, <img src=x>",
            }
        );
        await filing.CommentAsync("1");

        tracker.Issues[0].Title.ShouldBe("checkout @\u200Bada is down");
        tracker.Issues[0].Body.ShouldNotContain("@a");
        tracker.Issues[0].Body.ShouldNotContain("<img");
    }
}
