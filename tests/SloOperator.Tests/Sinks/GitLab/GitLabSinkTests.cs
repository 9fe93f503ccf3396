using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Testing.Wire;
using SloOperator.Tests.Sinks.Trackers;

namespace SloOperator.Tests.Sinks.GitLab;

public sealed class GitLabSinkTests
{
    private const string Prefix = "GitLab, create the issue: answered ";

    [Theory]
    [InlineData("shop/payments", "", "/api/v4/projects/shop%2Fpayments/issues")]
    [InlineData("7", "", "/api/v4/projects/7/issues")]
    [InlineData("7", "/api/v4", "/api/v4/projects/7/issues")]
    public async Task A_project_is_named_by_path_or_number(
        string project,
        string path,
        string asked
    )
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitLab);
        using var filing = new Filing(
            SinkType.GitLab,
            new Uri(tracker.Server.Url, path),
            options => options with { Project = project }
        );

        Filing.Done(await filing.CreateAsync());

        tracker.Calls.ShouldBe([$"POST {asked}"]);
        tracker.Server.Requests.Single().Headers["PRIVATE-TOKEN"].ShouldBe(Filing.Token);
    }

    [Theory]
    [InlineData("wontfix")]
    [InlineData("Won't fix")]
    [InlineData("status::won't do")]
    [InlineData("Duplicate")]
    public async Task A_closed_issue_is_declined_by_its_label(string label)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitLab);
        using Filing filing = tracker.File(SinkType.GitLab);
        StubIssue issue = tracker.Add(Filing.Marker);
        issue.Labels = [.. issue.Labels, label];

        Filing.Done(await filing.ReadAsync("1")).State.ShouldBe(ExternalState.Open);
        Filing.Done(await filing.CloseAsync("1")).State.ShouldBe(ExternalState.Declined);
    }

    [Fact]
    public async Task An_issue_that_was_moved_is_left_alone()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitLab);
        using Filing filing = tracker.File(SinkType.GitLab);
        StubIssue issue = tracker.Add(Filing.Marker);
        issue.IsClosed = true;
        Filing.Done(await filing.ReadAsync("1")).State.ShouldBe(ExternalState.Closed);
        issue.MovedTo = 77;

        Filing.Done(await filing.ReadAsync("1")).State.ShouldBe(ExternalState.Declined);
    }

    [Fact]
    public async Task An_assignee_is_found_by_name_first()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitLab);
        using Filing filing = tracker.File(SinkType.GitLab);

        Filing.Done(await filing.CreateAsync(Filing.Draft() with { Assignee = GitLabStub.User }));
        SinkReply<ExternalTicket> unknown = await filing.CreateAsync(
            Filing.Draft() with
            {
                Assignee = "nobody",
            }
        );

        tracker.Issues.Single().Assignee.ShouldBe("42");
        unknown.ShouldBe(
            new SinkReply<ExternalTicket>.Refused(
                "GitLab, find the assignee: there is nobody of that name; check the assignee of the TeamSLO's ticketing",
                null
            )
        );
    }

    [Fact]
    public async Task No_text_of_ours_gives_GitLab_orders()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitLab);
        using Filing filing = tracker.File(SinkType.GitLab);
        await filing.CreateAsync(
            Filing.Draft() with
            {
                Body = "/close\n  /assign @ada\n> /label ~x\nand/or",
                Labels = ["a,b"],
            }
        );

        tracker
            .Issues[0]
            .Body.Split('\n')
            .ShouldAllBe(line => !line.TrimStart(' ', '>').StartsWith('/'));
        tracker.Issues[0].Body.ShouldContain("and/or");
        tracker.Issues[0].Labels.ShouldContain("a b");
    }

    [Theory]
    [InlineData(
        400,
        """{"message":{"title":["is too long (maximum is 255 characters)"],"evil":["x"]}}""",
        "it does not take title; check TicketSink payments: spec.labels, and labels and assignee of the TeamSLO's ticketing"
    )]
    [InlineData(
        400,
        """{"error":"labels is invalid"}""",
        "it does not take labels; check TicketSink payments: spec.labels, and labels and assignee of the TeamSLO's ticketing"
    )]
    [InlineData(
        403,
        """{"error":"insufficient_scope","error_description":"The request requires higher privileges","scope":"api"}""",
        "the token may only do something else; give that of secret tracker the scope api"
    )]
    [InlineData(
        403,
        """{"message":"403 Forbidden"}""",
        "issues are turned off in shop/payments, or the token may not write them; turn them on, or give that of secret tracker the role Reporter"
    )]
    [InlineData(
        404,
        """{"message":"404 Project Not Found"}""",
        "there is no shop/payments, or the token may not see it; check TicketSink payments: spec.project and what the token of secret tracker has access to"
    )]
    [InlineData(
        401,
        """{"message":"401 Unauthorized"}""",
        "the credential is not accepted; put a valid one into key token of secret tracker"
    )]
    public async Task A_refusal_says_what_to_change(int status, string body, string words)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(_ => true, _ => Reply.Json(body, status));
        using var filing = new Filing(SinkType.GitLab, server.Url);

        (await filing.CreateAsync()).ShouldBe(
            new SinkReply<ExternalTicket>.Refused($"{Prefix}{status}: {words}", status)
        );
    }

    [Fact]
    public async Task A_limit_lasts_as_GitLab_says_and_a_minute_where_it_does_not()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Enqueue(
            "/api/v4/projects/7/issues",
            Reply.Text("Retry later", 429),
            Reply
                .Text("Retry later", 429)
                .WithHeader("Date", Filing.Noon.ToString("R"))
                .WithHeader("RateLimit-Remaining", "0")
                .WithHeader("RateLimit-Reset", $"{Filing.Noon.AddSeconds(40).ToUnixTimeSeconds()}")
        );
        using var filing = new Filing(
            SinkType.GitLab,
            server.Url,
            options => options with { Project = "7" }
        );

        (await filing.CreateAsync()).Wait().ShouldBe(TimeSpan.FromSeconds(60));
        filing.Clock.Advance(TimeSpan.FromSeconds(60));
        (await filing.CreateAsync()).ShouldBe(
            new SinkReply<ExternalTicket>.Busy(Prefix + "429", 429, TimeSpan.FromSeconds(41))
        );
    }
}
