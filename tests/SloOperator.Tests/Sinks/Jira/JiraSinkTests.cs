using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Jira;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Sinks.Jira;

public sealed class JiraSinkTests
{
    public static TheoryData<bool> Both() => [true, false];

    [Theory]
    [MemberData(nameof(Both))]
    public async Task An_issue_is_made_with_all_that_finds_it_again(bool isCloud)
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));

        ExternalTicket made = Filing.Done(
            await filing.CreateAsync(
                Filing.Draft() with
                {
                    Assignee = "ann",
                    Labels = ["check out"],
                }
            )
        );

        StubJiraIssue issue = jira.Issues.ShouldHaveSingleItem();
        made.ShouldBe(
            new ExternalTicket(
                "10000",
                $"{jira.Server.Url.AbsoluteUri}browse/PAY-1",
                ExternalState.Open,
                null
            )
        );
        issue.Summary.ShouldBe("checkout: the error budget of availability is used up");
        issue.Labels.ShouldBe([
            "slo-operator",
            "P2",
            "reliability",
            "check-out",
            "slo-operator-9f3a5c7e1b2d4f60-1",
        ]);
        issue.Priority.ShouldBe("High");
        issue.Assignee.ShouldBe("ann");
        JsonObject link = issue.Links.ShouldHaveSingleItem();
        link["globalId"]!.GetValue<string>().ShouldBe("slo-operator:9f3a5c7e1b2d4f60-1");
        link["object"]!["url"]!.GetValue<string>().ShouldBe("https://slo.example.com/checkout");
    }

    [Fact]
    public async Task Cloud_gets_a_document_and_Data_Center_wiki_markup()
    {
        await using JiraStub cloud = await JiraStub.StartAsync(JiraDialect.Cloud);
        await using JiraStub own = await JiraStub.StartAsync(JiraDialect.DataCenter);
        using var cloudFiling = new JiraFiling(cloud.Server.Url, JiraDialect.Cloud);
        using var ownFiling = new JiraFiling(own.Server.Url, JiraDialect.DataCenter);

        await cloudFiling.CreateAsync();
        await ownFiling.CreateAsync();

        cloud.Issues[0].Description!["type"]!.GetValue<string>().ShouldBe("doc");
        own.Issues[0]
            .Description!.GetValue<string>()
            .ShouldBe(
                "The budget is at *&#45;3 %*; see the [burn-down|https://slo.example.com/checkout].\n\n"
                    + "Everything above this line is kept up to date by slo-operator. Write below it."
            );
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task It_is_found_by_its_label_and_by_its_link_once_the_index_has_it(bool isCloud)
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));
        jira.IsLagging = true;
        await filing.CreateAsync();

        (await filing.FoundAsync()).ShouldBeEmpty();
        jira.Issues[0].IsLagging = false;
        (await filing.FoundAsync()).ShouldBe(["10000"]);
        jira.Issues[0].Labels.Clear();
        (await filing.FoundAsync()).ShouldBe(["10000"]);
        jira.CanLink = false;
        (await filing.FoundAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void Cloud_is_believed_two_minutes_later_that_there_is_nothing()
    {
        SinkOptions options = new()
        {
            Name = "x",
            Type = SinkType.Jira,
            Url = new Uri("https://shop.atlassian.net"),
            Secret = "s",
            PerMinute = 10,
        };

        JiraProtocol
            .Traits(options, JiraDialect.Of(options))
            .ShouldBe(new SinkTraits(TimeSpan.FromMinutes(2), true, 10, null));
    }

    [Theory]
    [InlineData("https://shop.atlassian.net", true)]
    [InlineData("https://api.atlassian.com/ex/jira/11111111-2222", true)]
    [InlineData("https://jira.shop.example/jira", false)]
    [InlineData("https://atlassian.net.evil.example", false)]
    public void The_host_says_which_Jira_it_is(string url, bool isCloud) =>
        JiraDialect
            .Of(
                new SinkOptions
                {
                    Name = "x",
                    Type = SinkType.Jira,
                    Url = new Uri(url),
                    Secret = "s",
                }
            )
            .IsCloud.ShouldBe(isCloud);

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Twins_are_found_oldest_first(bool isCloud)
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));
        jira.Add(Filing.Marker);
        jira.Add("another-1");
        jira.Add(Filing.Marker).Status = "Erledigt";

        IReadOnlyList<ExternalTicket> found = Filing.Done(await filing.FindAsync());

        found
            .Select(ticket => (ticket.Id, ticket.State))
            .ShouldBe([("10000", ExternalState.Open), ("10002", ExternalState.Closed)]);
        found[0].CreatedAt.ShouldBe(Filing.Noon.AddHours(-1).AddSeconds(1));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task An_answer_that_got_lost_after_the_issue_was_made_is_unclear_and_the_issue_is_found(
        bool isCloud
    )
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        foreach (
            Reply lost in new[]
            {
                Reply.Json("{}", 500),
                Reply.Json("{}", 503),
                Reply.Abort(),
                Reply.Html("<html>", 201),
            }
        )
        {
            using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));
            jira.Issues.Clear();
            jira.AfterCommit = lost;

            (await filing.CreateAsync()).ShouldBeOfType<SinkReply<ExternalTicket>.Unclear>();
            (await filing.FoundAsync()).ShouldBe(["10000"]);
        }
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_priority_that_is_not_on_the_screen_is_left_out_from_then_on(bool isCloud)
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));
        jira.HasPriority = false;

        Filing.Done(await filing.CreateAsync());
        Filing.Done(await filing.CreateAsync());
        Filing.Done(await filing.UpdateAsync("10000"));

        jira.Issues.Count.ShouldBe(2);
        jira.Issues.ShouldAllBe(issue => issue.Priority == null && issue.Labels.Contains("P2"));
        jira.Count($"POST /rest/api/{Dialect(isCloud).Version}/issue").ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task What_cannot_be_linked_is_raised_all_the_same(bool isCloud)
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));
        jira.CanLink = false;

        Filing.Done(await filing.CreateAsync()).Id.ShouldBe("10000");
        (await filing.FoundAsync()).ShouldBe(["10000"]);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task An_update_keeps_what_people_wrote_below_and_their_labels(bool isCloud)
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));
        await filing.CreateAsync();
        StubJiraIssue issue = jira.Issues[0];
        issue.Labels.Add("theirs");
        AddTheirs(issue, isCloud);

        for (int i = 0; i < 2; i++)
        {
            Filing.Done(
                await filing.UpdateAsync(
                    "10000",
                    Filing.Draft() with
                    {
                        Title = "new title",
                        Body = "New *body*.",
                        Priority = TicketPriority.P1,
                    }
                )
            );
        }

        issue.Summary.ShouldBe("new title");
        issue.Priority.ShouldBe("Highest");
        issue.Labels.ShouldBe([
            "slo-operator",
            "reliability",
            "checkout",
            "slo-operator-9f3a5c7e1b2d4f60-1",
            "theirs",
            "P1",
        ]);
        Words(issue, isCloud).ShouldBe(["New *body*.", JiraDescription.Footer, "Seen by Ann."]);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_text_whose_line_somebody_removed_is_kept_below(bool isCloud)
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));
        StubJiraIssue issue = jira.Add(Filing.Marker);
        AddTheirs(issue, isCloud);

        Filing.Done(await filing.UpdateAsync(issue.Id, Filing.Draft() with { Body = "New." }));

        Words(issue, isCloud).ShouldBe(["New.", JiraDescription.Footer, "Seen by Ann."]);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_closed_issue_is_not_written_anew(bool isCloud)
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));
        StubJiraIssue issue = jira.Add(Filing.Marker);
        issue.Status = "Erledigt";

        Filing.Done(await filing.UpdateAsync(issue.Id)).State.ShouldBe(ExternalState.Closed);
        issue.Summary.ShouldBe("");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_comment_is_made_once(bool isCloud)
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));
        StubJiraIssue issue = jira.Add(Filing.Marker);
        jira.AfterCommit = Reply.Json("{}", 500);

        (await filing.CommentAsync(issue.Id)).ShouldBeOfType<SinkReply<ExternalTicket>.Unclear>();
        jira.AfterCommit = null;
        Filing.Done(await filing.CommentAsync(issue.Id)).State.ShouldBe(ExternalState.Open);
        issue.Comments.Count.ShouldBe(1);
        Filing.Done(await filing.CommentAsync(issue.Id, "recovered"));
        issue.Comments.Count.ShouldBe(2);
        issue.Comments[0].ToJsonString().ShouldContain("It is urgent now.");
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task An_issue_that_is_gone_is_told_from_a_project_that_is(bool isCloud)
    {
        await using JiraStub jira = await JiraStub.StartAsync(Dialect(isCloud));
        using var filing = new JiraFiling(jira.Server.Url, Dialect(isCloud));

        Filing.Done(await filing.ReadAsync("77")).State.ShouldBe(ExternalState.Gone);
        jira.Project = "OTHER";
        (await filing.ReadAsync("77")).ShouldBeOfType<SinkReply<ExternalTicket>.Refused>();
    }

    [Fact]
    public async Task Behind_the_gateway_the_site_is_asked_for_once()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        StubJiraIssue issue = jira.Add(Filing.Marker);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.Cloud);
        SinkOptions options = new()
        {
            Name = "x",
            Type = SinkType.Jira,
            Url = new Uri("https://api.atlassian.com/ex/jira/11111111-2222"),
            Project = "PAY",
            Secret = "s",
        };
        using SinkClientBox box = new(jira.Server.Url);
        var site = new JiraSite(box.Client, new JiraCalls(options, JiraDialect.Cloud), options);

        (await site.FindAsync(CancellationToken.None)).ShouldBe("https://shop.atlassian.net");
        (await site.FindAsync(CancellationToken.None)).ShouldBe("https://shop.atlassian.net");
        jira.Count("GET /rest/api/3/serverInfo").ShouldBe(1);
        issue.Key.ShouldBe("PAY-1");
    }

    private static JiraDialect Dialect(bool isCloud) =>
        isCloud ? JiraDialect.Cloud : JiraDialect.DataCenter;

    private static void AddTheirs(StubJiraIssue issue, bool isCloud)
    {
        if (!isCloud)
        {
            issue.Description = $"{issue.Description?.GetValue<string>()}\n\nSeen by Ann.";
            return;
        }

        issue.Description ??= JsonNode.Parse("""{"version":1,"type":"doc","content":[]}""");
        issue.Description!["content"]!
            .AsArray()
            .Add(
                JsonNode.Parse(
                    """{"type":"panel","attrs":{"panelType":"note"},"content":[{"type":"paragraph","content":[{"type":"text","text":"Seen by Ann."}]}]}"""
                )
            );
    }

    private static string[] Words(StubJiraIssue issue, bool isCloud) =>
        isCloud
            ?
            [
                .. issue.Description!["content"]!
                    .AsArray()
                    .Select(node => string.Concat(Texts(node!))),
            ]
            : System.Net.WebUtility.HtmlDecode(issue.Description!.GetValue<string>()).Split("\n\n");

    private static IEnumerable<string> Texts(JsonNode node) =>
        node["text"] is { } text
            ? [text.GetValue<string>()]
            : node["content"]?.AsArray().SelectMany(child => Texts(child!)) ?? [];
}
