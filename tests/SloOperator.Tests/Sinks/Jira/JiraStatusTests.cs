using SloOperator.Controllers.Tickets;
using SloOperator.Sinks.Jira;

namespace SloOperator.Tests.Sinks.Jira;

public sealed class JiraStatusTests
{
    [Theory]
    [InlineData("Erledigt", "Done", ExternalState.Closed)]
    [InlineData("Erledigt", null, ExternalState.Closed)]
    [InlineData("Erledigt", "Won't Do", ExternalState.Declined)]
    [InlineData("Erledigt", "Won’t Fix", ExternalState.Declined)]
    [InlineData("Erledigt", "Duplicate", ExternalState.Declined)]
    [InlineData("Won’t Do", null, ExternalState.Declined)]
    [InlineData("In Arbeit", "Won't Do", ExternalState.Open)]
    [InlineData("Offen", null, ExternalState.Open)]
    public async Task A_state_is_read_by_category_and_resolution(
        string status,
        string? resolution,
        object state
    )
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.Cloud);
        StubJiraIssue issue = jira.Add(Filing.Marker);
        (issue.Status, issue.Resolution) = (status, resolution);

        Filing.Done(await filing.ReadAsync(issue.Id)).State.ShouldBe((ExternalState)state);
    }

    [Theory]
    [InlineData("Offen")]
    [InlineData("In Arbeit")]
    public async Task Closing_takes_the_way_to_done_that_declines_nothing_with_its_resolution(
        string from
    )
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.DataCenter);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.DataCenter);
        StubJiraIssue issue = jira.Add(Filing.Marker);
        issue.Status = from;

        Filing.Done(await filing.CloseAsync(issue.Id)).State.ShouldBe(ExternalState.Closed);
        (issue.Status, issue.Resolution).ShouldBe(("Erledigt", "Done"));
        Filing.Done(await filing.CloseAsync(issue.Id)).State.ShouldBe(ExternalState.Closed);
        jira.Count("POST /rest/api/2/issue/10000/transitions").ShouldBe(1);
    }

    [Fact]
    public async Task A_transition_that_wants_nothing_else_is_preferred()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.Cloud);
        jira.Workflow.Transitions.Clear();
        jira.Workflow.Transitions.Add(
            ("1", "A", "Offen", "Erledigt", StubWorkflow.Wanting("customfield_1"))
        );
        jira.Workflow.Transitions.Add(("2", "B", "Offen", "Erledigt", []));
        StubJiraIssue issue = jira.Add(Filing.Marker);

        Filing.Done(await filing.CloseAsync(issue.Id));
        issue.Status.ShouldBe("Erledigt");
        jira.Server.Requests.ShouldContain(request => request.Body.Contains("\"id\":\"2\""));
    }

    [Fact]
    public async Task A_named_transition_goes_before_the_category()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        using var filing = new JiraFiling(
            jira.Server.Url,
            JiraDialect.Cloud,
            options => options with { CloseTransition = "anfangen" }
        );
        StubJiraIssue issue = jira.Add(Filing.Marker);

        Filing.Done(await filing.CloseAsync(issue.Id)).State.ShouldBe(ExternalState.Closed);
        issue.Status.ShouldBe("In Arbeit");
    }

    [Fact]
    public async Task A_named_transition_that_is_not_there_is_named()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        using var filing = new JiraFiling(
            jira.Server.Url,
            JiraDialect.Cloud,
            options => options with { CloseTransition = "Close it" }
        );
        StubJiraIssue issue = jira.Add(Filing.Marker);

        (await filing.CloseAsync(issue.Id)).ShouldBe(
            new SinkReply<ExternalTicket>.Refused(
                "Jira, list the transitions of issue PAY-1: there is no transition Close it from its status; change TicketSink payments: spec.closeTransition, or leave it out for the one to a status of the category done",
                null
            )
        );
    }

    [Fact]
    public async Task A_workflow_without_an_end_or_a_way_back_is_named()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.Cloud);
        jira.Workflow.Transitions.Clear();
        StubJiraIssue issue = jira.Add(Filing.Marker);

        (await filing.CloseAsync(issue.Id))
            .Reason()
            .ShouldContain("TicketSink payments: spec.closeTransition");
        issue.Status = "Erledigt";
        (await filing.ReopenAsync(issue.Id)).ShouldBe(
            new SinkReply<ExternalTicket>.Refused(
                "Jira, list the transitions of issue PAY-1: no transition leads from its status to an open one; add one to the workflow of TicketSink payments: spec.issueType",
                409
            )
        );
    }

    [Fact]
    public async Task Reopening_goes_back_to_the_start_rather_than_into_the_middle()
    {
        await using JiraStub jira = await JiraStub.StartAsync(JiraDialect.Cloud);
        using var filing = new JiraFiling(jira.Server.Url, JiraDialect.Cloud);
        StubJiraIssue issue = jira.Add(Filing.Marker);
        issue.Status = "Erledigt";

        Filing.Done(await filing.ReopenAsync(issue.Id)).State.ShouldBe(ExternalState.Open);
        issue.Status.ShouldBe("Offen");
        Filing.Done(await filing.ReopenAsync(issue.Id)).State.ShouldBe(ExternalState.Open);
        jira.Count("POST /rest/api/3/issue/10000/transitions").ShouldBe(1);
    }
}
