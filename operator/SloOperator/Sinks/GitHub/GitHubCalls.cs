using System.Globalization;
using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Trackers;

namespace SloOperator.Sinks.GitHub;

/// <summary>What is asked of GitHub.</summary>
internal sealed class GitHubCalls(SinkOptions options) : ITrackerCalls
{
    private readonly string[] _repository = options.Project?.Split('/', 2) is [var owner, var name]
        ? ["repos", owner, name]
        : ["repos", options.Project ?? "", ""];

    /// <summary>GitHub takes logins.</summary>
    public SinkCall? FindAssignee(string name) => null;

    public SinkCall Create(TicketDraft draft, long? assignee) =>
        Call(HttpMethod.Post, "create the issue", "issues") with
        {
            Body = GitHubTicket.Create(draft, options),
        };

    public SinkCall Read(string id) => Call(HttpMethod.Get, $"read issue {id}", "issues", id);

    public SinkCall Update(TrackerIssue issue, TicketDraft draft) =>
        Change(issue.Ticket.Id, "update", GitHubTicket.Update(issue, draft));

    public SinkCall Close(string id) =>
        Change(id, "close", new JsonObject { ["state"] = "closed" });

    public SinkCall Reopen(string id) =>
        Change(id, "reopen", new JsonObject { ["state"] = "open" });

    public SinkCall List(DateTimeOffset? since)
    {
        SinkCall list = Call(HttpMethod.Get, "list the issues", "issues")
            .With("labels", TrackerLabels.Ours)
            .With("state", "all")
            .With("sort", "created")
            .With("direction", "asc");
        return since is { } from
            ? list.With(
                "since",
                from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            )
            : list;
    }

    public SinkCall Comments(string id) =>
        Call(HttpMethod.Get, $"list the comments of issue {id}", "issues", id, "comments");

    public SinkCall Comment(string id, TicketComment comment) =>
        Call(HttpMethod.Post, $"comment on issue {id}", "issues", id, "comments") with
        {
            Body = GitHubTicket.Comment(comment),
        };

    public SinkCall Project() => Call(HttpMethod.Get, "read the repository");

    public TrackerIssue? Issue(JsonRow row) => GitHubTicket.Read(row);

    public bool? HasIssues(JsonRow project) => project.Flag("has_issues");

    private SinkCall Change(string id, string act, JsonObject change) =>
        Call(HttpMethod.Patch, $"{act} issue {id}", "issues", id) with
        {
            Body = change,
        };

    private SinkCall Call(HttpMethod method, string act, params string[] path) =>
        new(method, act, [.. _repository, .. path]);
}
