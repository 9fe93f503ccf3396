using System.Text.Json.Nodes;
using SloOperator.Testing.Wire;
using SloOperator.Tests.Sinks.Trackers;

namespace SloOperator.Tests.Sinks.GitHub;

/// <summary>The repository shop/payments, at the root as at api.github.com or beneath /api/v3 as at an enterprise's server.</summary>
internal sealed class GitHubStub(ScriptedServer server)
    : TrackerStub(server, "/repos/shop/payments")
{
    protected override string Since => "since";

    public StubIssue AddPullRequest(string body)
    {
        StubIssue request = Make(isPullRequest: true);
        request.Body = body;
        request.Labels = ["slo-operator"];
        return request;
    }

    protected override string? TokenOf(RecordedRequest request) =>
        request.Headers.GetValueOrDefault("Authorization")?.Replace("Bearer ", "");

    protected override string? Within(RecordedRequest request)
    {
        string path = request.Path.Replace("/api/v3", "");
        return path == ProjectPath ? ""
            : path.StartsWith(ProjectPath + "/", StringComparison.Ordinal)
                ? path[(ProjectPath.Length + 1)..]
            : null;
    }

    protected override JsonObject Project() => new() { ["id"] = 7, ["has_issues"] = HasIssues };

    protected override JsonObject Comment(string body, int id) =>
        new() { ["id"] = id, ["body"] = body };

    protected override JsonObject Json(StubIssue issue)
    {
        var json = new JsonObject
        {
            ["id"] = 1000 + issue.Number,
            ["number"] = issue.Number,
            ["html_url"] = $"https://github.com/shop/payments/issues/{issue.Number}",
            ["title"] = issue.Title,
            ["body"] = issue.Body,
            ["state"] = issue.IsClosed ? "closed" : "open",
            ["state_reason"] = issue.Reason,
            ["labels"] = new JsonArray([
                .. issue.Labels.Select(label => new JsonObject { ["name"] = label }),
            ]),
            ["created_at"] = issue.CreatedAt.ToString("O"),
            ["updated_at"] = issue.UpdatedAt.ToString("O"),
        };
        if (issue.IsPullRequest)
        {
            json["pull_request"] = new JsonObject { ["url"] = "https://api.github.com/pulls/1" };
        }

        return json;
    }

    protected override void Write(StubIssue issue, JsonObject change)
    {
        issue.Title = change["title"]?.GetValue<string>() ?? issue.Title;
        issue.Body = change["body"]?.GetValue<string>() ?? issue.Body;
        issue.Labels = change["labels"] is JsonArray labels
            ? [.. labels.Select(label => label!.GetValue<string>())]
            : issue.Labels;
        issue.Assignee = change["assignees"]?[0]?.GetValue<string>() ?? issue.Assignee;
        if (change["state"]?.GetValue<string>() is { } state && state != State(issue))
        {
            issue.IsClosed = state == "closed";
            issue.Reason = issue.IsClosed ? "completed" : "reopened";
        }
    }

    private static string State(StubIssue issue) => issue.IsClosed ? "closed" : "open";
}
