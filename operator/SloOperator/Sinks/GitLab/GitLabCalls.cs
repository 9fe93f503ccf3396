using System.Globalization;
using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Trackers;

namespace SloOperator.Sinks.GitLab;

/// <summary>What is asked of GitLab.</summary>
internal sealed class GitLabCalls(SinkOptions options) : ITrackerCalls
{
    private readonly string[] _api = options
        .Url.AbsolutePath.TrimEnd('/')
        .EndsWith("/api/v4", StringComparison.Ordinal)
        ? []
        : ["api", "v4"];

    public SinkCall? FindAssignee(string name) =>
        new SinkCall(HttpMethod.Get, "find the assignee", [.. _api, "users"]).With(
            "username",
            name
        );

    public SinkCall Create(TicketDraft draft, long? assignee) =>
        Call(HttpMethod.Post, "create the issue", "issues") with
        {
            Body = GitLabTicket.Create(draft, assignee, options),
        };

    public SinkCall Read(string id) => Call(HttpMethod.Get, $"read issue {id}", "issues", id);

    public SinkCall Update(TrackerIssue issue, TicketDraft draft) =>
        Change(issue.Ticket.Id, "update", GitLabTicket.Update(issue, draft));

    public SinkCall Close(string id) =>
        Change(id, "close", new JsonObject { ["state_event"] = "close" });

    public SinkCall Reopen(string id) =>
        Change(id, "reopen", new JsonObject { ["state_event"] = "reopen" });

    public SinkCall List(DateTimeOffset? since)
    {
        SinkCall list = Call(HttpMethod.Get, "list the issues", "issues")
            .With("labels", TrackerLabels.Ours)
            .With("state", "all")
            .With("scope", "all")
            .With("order_by", "created_at")
            .With("sort", "asc");
        return since is { } from
            ? list.With(
                "updated_after",
                from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            )
            : list;
    }

    public SinkCall Comments(string id) =>
        Call(HttpMethod.Get, $"list the notes of issue {id}", "issues", id, "notes");

    public SinkCall Comment(string id, TicketComment comment) =>
        Call(HttpMethod.Post, $"comment on issue {id}", "issues", id, "notes") with
        {
            Body = GitLabTicket.Comment(comment),
        };

    public SinkCall Project() => Call(HttpMethod.Get, "read the project");

    public TrackerIssue? Issue(JsonRow row) => GitLabTicket.Read(row);

    public bool? HasIssues(JsonRow project) =>
        project.Number("id") is null ? null
        : project.Text("issues_access_level") is { } level ? level is not "disabled"
        : project.Flag("issues_enabled") ?? true;

    private SinkCall Change(string id, string act, JsonObject change) =>
        Call(HttpMethod.Put, $"{act} issue {id}", "issues", id) with
        {
            Body = change,
        };

    // A path is one segment, slashes and all.
    private SinkCall Call(HttpMethod method, string act, params string[] path) =>
        new(method, act, [.. _api, "projects", options.Project ?? "", .. path]);
}
