using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Jira;

/// <summary>What is asked of Jira.</summary>
internal sealed class JiraCalls(SinkOptions options, JiraDialect dialect)
{
    // More twins than this are closed an hour later.
    private const int MostFound = 50;
    private const string MostComments = "100";

    public SinkCall Create(TicketDraft draft, bool hasPriority) =>
        Call(HttpMethod.Post, "create the issue", "issue") with
        {
            Body = JiraTicket.Create(draft, options, dialect, hasPriority),
        };

    public SinkCall Link(string id, TicketDraft draft, string url) =>
        Call(HttpMethod.Post, $"link issue {id}", "issue", id, "remotelink") with
        {
            Body = JiraTicket.Link(draft, url),
        };

    public SinkCall FindByLabel(string marker) =>
        Search($"labels = {Quote(JiraTicket.MarkerLabel(marker))}");

    public SinkCall FindByLink(string marker) =>
        Search($"issue in issuesWithRemoteLinksByGlobalId({Quote(JiraTicket.GlobalId(marker))})");

    public SinkCall Read(string id, bool withText) =>
        Call(HttpMethod.Get, $"read issue {id}", "issue", id)
            .With(
                "fields",
                withText ? JiraIssue.StateFields + ",description" : JiraIssue.StateFields
            );

    public SinkCall Update(JiraIssue issue, TicketDraft draft, bool hasPriority) =>
        Call(HttpMethod.Put, $"update issue {issue.Key}", "issue", issue.Id) with
        {
            Body = JiraTicket.Update(issue, draft, dialect, hasPriority),
        };

    public SinkCall Comments(JiraIssue issue) =>
        Call(
                HttpMethod.Get,
                $"list the comments of issue {issue.Key}",
                "issue",
                issue.Id,
                "comment"
            )
            .With("orderBy", "-created")
            .With("maxResults", MostComments);

    public SinkCall Comment(JiraIssue issue, TicketComment comment) =>
        Call(HttpMethod.Post, $"comment on issue {issue.Key}", "issue", issue.Id, "comment") with
        {
            Body = JiraTicket.Comment(comment, dialect),
        };

    public SinkCall TransitionsOf(JiraIssue issue) =>
        Call(
                HttpMethod.Get,
                $"list the transitions of issue {issue.Key}",
                "issue",
                issue.Id,
                "transitions"
            )
            .With("expand", "transitions.fields");

    public SinkCall Transit(JiraIssue issue, JiraTransition transition) =>
        Call(
            HttpMethod.Post,
            $"change the status of issue {issue.Key}",
            "issue",
            issue.Id,
            "transitions"
        ) with
        {
            Body = transition.ToBody(),
        };

    public SinkCall Project() =>
        Call(HttpMethod.Get, $"read project {options.Project}", "project", options.Project ?? "");

    public SinkCall Site() => Call(HttpMethod.Get, "read the site's address", "serverInfo");

    // A search is a question, though it is posted.
    private SinkCall Search(string jql) =>
        Call(HttpMethod.Post, "search for the issue", [.. dialect.Search]) with
        {
            IsWrite = false,
            Body = new JsonObject
            {
                ["jql"] = $"{jql} ORDER BY created ASC",
                ["maxResults"] = MostFound,
                ["fields"] = new JsonArray([
                    .. JiraIssue.StateFields.Split(',').Select(field => JsonValue.Create(field)),
                ]),
            },
        };

    private SinkCall Call(HttpMethod method, string act, params string[] path) =>
        new(method, act, ["rest", "api", dialect.Version, .. path]);

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
