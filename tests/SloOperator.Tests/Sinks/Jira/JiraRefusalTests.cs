using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Jira;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Sinks.Jira;

public sealed class JiraRefusalTests
{
    [Theory]
    [InlineData(
        "project",
        "there is no project PAY, or the account may not create issues in it; check TicketSink payments: spec.project"
    )]
    [InlineData(
        "issuetype",
        "project PAY has no issue type Task; change TicketSink payments: spec.issueType"
    )]
    [InlineData(
        "labels",
        "it does not take the labels; check TicketSink payments: spec.labels and labels of the TeamSLO's ticketing, and that issue type Task has the field labels on its screens"
    )]
    [InlineData(
        "assignee",
        "nobody of that name can be assigned; check the assignee of the TeamSLO's ticketing"
    )]
    [InlineData(
        "customfield_10010",
        "issue type Task wants customfield_10010; make that optional, or change TicketSink payments: spec.issueType"
    )]
    public async Task What_is_wrong_is_named_with_what_to_change(string field, string advice)
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.Cloud);
        jira.Project = field is "project" ? "OTHER" : "PAY";
        jira.IssueType = field is "issuetype" ? "Story" : "Task";
        jira.HasLabels = field is not "labels";
        jira.Wanted = field.StartsWith("customfield", StringComparison.Ordinal) ? field : null;

        SinkReply<ExternalTicket> reply = await filing.CreateAsync(
            Filing.Draft() with
            {
                Assignee = field is "assignee" ? "bob" : null,
            }
        );

        reply.ShouldBe(
            new SinkReply<ExternalTicket>.Refused(
                $"Jira, create the issue: answered 400: {advice}",
                400
            )
        );
        jira.Issues.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_problems_are_told_at_once_and_nothing_of_what_Jira_wrote()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.DataCenter);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.DataCenter);
        (jira.IssueType, jira.HasLabels, jira.HasPriority) = ("Story", false, false);

        string reason = (await filing.CreateAsync()).Reason();

        reason.ShouldContain("spec.issueType");
        reason.ShouldContain("spec.labels");
        reason.ShouldNotContain("Specify");
        reason.ShouldNotContain("spaces");
    }

    [Theory]
    [InlineData(401, "put a valid one into secret tracker")]
    [InlineData(
        403,
        "the permissions Browse projects, Create issues, Edit issues, Transition issues, Add comments and Link issues in project PAY"
    )]
    [InlineData(404, "check TicketSink payments: spec.project and spec.url")]
    [InlineData(410, "check TicketSink payments: spec.url")]
    public async Task A_status_is_explained(int status, string advice)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(
            _ => true,
            _ => Reply.Json("""{"errorMessages":["no"],"errors":{}}""", status)
        );
        using var filing = new JiraFiling(server.Url, JiraDialect.Cloud);

        SinkReply<ExternalTicket> reply = await filing.CreateAsync();

        reply.ShouldBeOfType<SinkReply<ExternalTicket>.Refused>().Status.ShouldBe(status);
        reply.Reason().ShouldContain(advice);
    }

    [Fact]
    public async Task Without_an_email_Cloud_is_not_asked()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        using var filing = new JiraFiling(
            jira.Server.Url,
            JiraDialect.Cloud,
            options => options with { Secret = "other" }
        );
        filing.Secrets["other", "token"] = Filing.Token;

        (await filing.CreateAsync())
            .Reason()
            .ShouldContain("there is no key email of secret other");
        jira.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_limit_is_kept_for_as_long_as_Jira_asks()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.Cloud);
        jira.Server.Enqueue(
            _ => true,
            Reply
                .Json("""{"errorMessages":["Rate limit exceeded."]}""", 429)
                .WithHeader("Retry-After", "42")
                .WithHeader("RateLimit-Reason", "jira-burst-based")
        );

        (await filing.CreateAsync()).Wait().ShouldBe(TimeSpan.FromSeconds(42));
        (await filing.CreateAsync()).Wait().ShouldBe(TimeSpan.FromSeconds(42));
        jira.Server.Requests.Count.ShouldBe(1);
        filing.Clock.Advance(TimeSpan.FromSeconds(43));
        Filing.Done(await filing.CreateAsync());
    }

    [Fact]
    public async Task A_limit_without_a_time_is_kept_until_its_reset_or_for_a_minute()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.Cloud);
        jira.Server.Enqueue(
            _ => true,
            Reply
                .Json("{}", 429)
                .WithHeader("X-RateLimit-Reset", "2026-11-20T12:00Z")
                .WithHeader("RateLimit-Reason", "jira-quota-based"),
            Reply.Json("{}", 429).WithHeader("X-RateLimit-Reset", "2026-11-20T12:30Z")
        );
        filing.Clock.Advance(TimeSpan.FromMinutes(1));

        (await filing.CreateAsync()).Wait().ShouldBe(TimeSpan.Zero);
        (await filing.CreateAsync()).Wait().ShouldBe(TimeSpan.FromMinutes(29));
        filing.Clock.Advance(TimeSpan.FromMinutes(29));
        jira.Server.Enqueue(_ => true, Reply.Json("{}", 429));
        (await filing.CreateAsync()).Wait().ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Data_Center_says_when_it_has_no_tokens_left()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.DataCenter);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.DataCenter);
        jira.Server.Enqueue(
            _ => true,
            Reply
                .Json("""{"issues":[]}""")
                .WithHeader("X-RateLimit-Remaining", "0")
                .WithHeader("X-RateLimit-Interval-Seconds", "60")
        );

        (await filing.FindAsync()).Wait().ShouldBe(TimeSpan.FromSeconds(60));
        jira.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cut_anywhere_an_answer_leaves_one_issue_that_is_found()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        const string whole = """{"id":"10000","key":"PAY-1","self":"x"}""";
        for (int length = 0; length < whole.Length; length++)
        {
            jira.Issues.Clear();
            jira.AfterCommit = Reply.Of("application/json", whole[..length], 201).ThenAbort();
            using var filing = new JiraFiling(jira.Server.Url, JiraDialect.Cloud);

            (await filing.CreateAsync()).ShouldBeOfType<SinkReply<ExternalTicket>.Unclear>(
                $"cut at {length}"
            );
            (await filing.FoundAsync()).ShouldBe(["10000"]);
        }
    }

    [Fact]
    public async Task A_Jira_is_opened_by_its_options_as_any_sink_is()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.DataCenter);
        using var filing = new Filing(
            SinkType.Jira,
            jira.Server.Url,
            options => options with { Project = "PAY", IssueType = "Task" }
        );

        Filing.Done(await filing.CreateAsync()).Id.ShouldBe("10000");
        (await filing.FoundAsync()).ShouldBe(["10000"]);
    }
}
