using System.Text.Json.Nodes;
using SloOperator.Testing.Wire;
using SloOperator.Tests.Sinks.Trackers;

namespace SloOperator.Tests.Sinks.GitLab;

/// <summary>The project shop/payments, by its path or by its number, 7; it knows one user.</summary>
internal sealed class GitLabStub(ScriptedServer server) : TrackerStub(server, "/api/v4/projects/")
{
    public const string User = "ada";
    public const int UserId = 42;

    private static readonly string[] Names = ["shop%2Fpayments", "7"];

    protected override string Since => "updated_after";

    protected override string? TokenOf(RecordedRequest request) =>
        request.Headers.GetValueOrDefault("PRIVATE-TOKEN");

    // Kestrel leaves an escaped slash as it is.
    protected override string? Within(RecordedRequest request) =>
        Names
            .Select(name => ProjectPath + name)
            .Where(project =>
                (request.Path + "/").StartsWith(project + "/", StringComparison.Ordinal)
            )
            .Select(project => request.Path[project.Length..].TrimStart('/'))
            .FirstOrDefault();

    protected override Reply Other(RecordedRequest request) =>
        request.Path != "/api/v4/users" ? Missing
        : request.Query == $"username={User}" ? Reply.Json($$"""[{"id":{{UserId}}}]""")
        : Reply.Json("[]");

    protected override JsonObject Project() =>
        new() { ["id"] = 7, ["issues_access_level"] = HasIssues ? "enabled" : "disabled" };

    protected override JsonObject Comment(string body, int id) =>
        new() { ["id"] = id, ["body"] = body };

    protected override JsonObject Json(StubIssue issue) =>
        new()
        {
            ["id"] = 1000 + issue.Number,
            ["iid"] = issue.Number,
            ["web_url"] = $"https://gitlab.com/shop/payments/-/issues/{issue.Number}",
            ["title"] = issue.Title,
            ["description"] = issue.Body,
            ["state"] = issue.IsClosed ? "closed" : "opened",
            ["labels"] = new JsonArray([.. issue.Labels.Select(label => JsonValue.Create(label))]),
            ["moved_to_id"] = issue.MovedTo,
            ["created_at"] = issue.CreatedAt.ToString("O"),
            ["updated_at"] = issue.UpdatedAt.ToString("O"),
        };

    protected override void Write(StubIssue issue, JsonObject change)
    {
        issue.Title = change["title"]?.GetValue<string>() ?? issue.Title;
        issue.Body = change["description"]?.GetValue<string>() ?? issue.Body;
        issue.Labels =
        [
            .. (change["labels"] is null ? [.. issue.Labels] : Split(change, "labels"))
                .Except(Split(change, "remove_labels"))
                .Union(Split(change, "add_labels")),
        ];
        issue.Assignee = change["assignee_id"]?.ToString() ?? issue.Assignee;
        issue.IsClosed = change["state_event"]?.GetValue<string>() switch
        {
            "close" => true,
            "reopen" => false,
            _ => issue.IsClosed,
        };
    }

    private static string[] Split(JsonObject change, string name) =>
        change[name]?.GetValue<string>().Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
