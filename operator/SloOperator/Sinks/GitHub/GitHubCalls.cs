using System.Globalization;
using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.GitHub;

/// <summary>What is asked of GitHub.</summary>
internal sealed class GitHubCalls(SinkOptions options)
{
    private readonly string[] _repository = ["repos", .. Parts(options.Project)];

    public SinkCall Create(TicketDraft draft) =>
        Call(HttpMethod.Post, "create the issue", "issues") with
        {
            Body = GitHubTicket.Create(draft, options),
        };

    public SinkCall Read(string id) =>
        Call(HttpMethod.Get, $"read issue {id}", "issues", id);

    public SinkCall Change(string id, string act, JsonObject change) =>
        Call(HttpMethod.Patch, $"{act} issue {id}", "issues", id) with
        {
            Body = change,
        };

    /// <summary>Every issue with our label, oldest first; pull requests may be among them.</summary>
    public SinkCall List(DateTimeOffset? since)
    {
        SinkCall list = Call(HttpMethod.Get, "list the issues", "issues")
            .With("labels", SinkLabels.Ours)
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

    public SinkCall Repository() => Call(HttpMethod.Get, "read the repository");

    private SinkCall Call(HttpMethod method, string act, params string[] path) =>
        new(method, act, [.. _repository, .. path]);

    private static string[] Parts(string? project) =>
        project?.Split('/', 2) is [var owner, var name] ? [owner, name] : [project ?? "", ""];
}
