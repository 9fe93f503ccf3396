using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks;
using SloOperator.Sinks.Trackers;
using SloOperator.Testing.Wire;
using SloOperator.Tests.Sinks.GitHub;
using SloOperator.Tests.Sinks.GitLab;

namespace SloOperator.Tests.Sinks.Trackers;

/// <summary>A tracker with one project that keeps what it is told: labels, markers, comments, pages, and the order of its lists.</summary>
internal abstract class TrackerStub : IAsyncDisposable
{
    private DateTimeOffset _now = Filing.Noon.AddHours(-1);

    protected TrackerStub(ScriptedServer server, string project)
    {
        Server = server;
        server.Always(request => request.Path.StartsWith('/'), Answer);
        ProjectPath = project;
    }

    public ScriptedServer Server { get; }

    public string ProjectPath { get; }

    public List<StubIssue> Issues { get; } = [];

    /// <summary>Those that a list does not show yet, as a replica behind its primary.</summary>
    public HashSet<int> Lagging { get; } = [];

    /// <summary>What is answered to writes after they were done; null: what is meant to be.</summary>
    public Reply? AfterCommit { get; set; }

    public string Token { get; set; } = Filing.Token;

    public bool HasIssues { get; set; } = true;

    /// <summary>Between two writes, by the tracker's clock.</summary>
    public TimeSpan Pace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Writes and reads of all calls, as METHOD path.</summary>
    public IEnumerable<string> Calls =>
        Server.Requests.Select(request => $"{request.Method} {request.Path}");

    public int Writes => Server.Requests.Count(request => request.Method != "GET");

    public static async Task<TrackerStub> StartAsync(SinkType type)
    {
        ScriptedServer server = await ScriptedServer.StartAsync();
        return type is SinkType.GitHub ? new GitHubStub(server) : new GitLabStub(server);
    }

    public StubIssue Add(string marker, string text = "Made before.")
    {
        StubIssue issue = Make();
        issue.Title = "Made before";
        issue.Body = StatusBlock.Write(marker, text);
        issue.Labels = ["slo-operator", "P2"];
        return issue;
    }

    public StubIssue Touch(StubIssue issue)
    {
        issue.UpdatedAt = Tick();
        return issue;
    }

    public Filing File(SinkType type, Func<SinkOptions, SinkOptions>? adjust = null) =>
        new(type, Server.Url, adjust);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    protected abstract string? TokenOf(RecordedRequest request);

    /// <summary>Path after that of the project: "issues", "issues/3", "issues/3/notes", or empty; null: it is not beneath it.</summary>
    protected abstract string? Within(RecordedRequest request);

    protected abstract JsonObject Json(StubIssue issue);

    protected abstract JsonObject Comment(string body, int id);

    protected abstract JsonObject Project();

    protected abstract void Write(StubIssue issue, JsonObject change);

    protected abstract string Since { get; }

    protected virtual Reply Other(RecordedRequest request) => Missing;

    protected static Reply Missing => Reply.Json("""{"message":"Not Found"}""", 404);

    protected StubIssue Make(bool isPullRequest = false)
    {
        DateTimeOffset now = Tick();
        var issue = new StubIssue
        {
            Number = Issues.Count + 1,
            CreatedAt = now,
            UpdatedAt = now,
            IsPullRequest = isPullRequest,
        };
        Issues.Add(issue);
        return issue;
    }

    private DateTimeOffset Tick() => _now += Pace;

    private Reply Answer(RecordedRequest request)
    {
        if (TokenOf(request) != Token)
        {
            return Reply.Json("""{"message":"Bad credentials"}""", 401);
        }

        if (Within(request) is not { } path)
        {
            return Other(request);
        }

        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, parts) switch
        {
            ("GET", []) => Reply.Json(Project().ToJsonString()),
            _ when !HasIssues => Reply.Json("""{"message":"Issues are disabled"}""", 410),
            ("GET", ["issues"]) => List(request),
            ("POST", ["issues"]) => Committed(Created(Body(request)), 201),
            (_, ["issues", var id, ..]) when Find(id) is { } issue => Answer(request, issue, parts),
            _ => Missing,
        };
    }

    private Reply Answer(RecordedRequest request, StubIssue issue, string[] parts) =>
        (request.Method, parts.Length) switch
        {
            ("GET", 2) => Reply.Json(Json(issue).ToJsonString()),
            ("GET", 3) => Page(request, [.. issue.Comments.Select(Comment)]),
            ("POST", 3) => Commented(issue, Body(request)),
            _ => Changed(issue, Body(request)),
        };

    private JsonObject Created(JsonObject body)
    {
        StubIssue issue = Make();
        Write(issue, body);
        return Json(issue);
    }

    private Reply Changed(StubIssue issue, JsonObject body)
    {
        Write(Touch(issue), body);
        return Committed(Json(issue), 200);
    }

    private Reply Commented(StubIssue issue, JsonObject body)
    {
        issue.Comments.Add(body["body"]!.GetValue<string>());
        Touch(issue);
        return Committed(Comment(issue.Comments[^1], issue.Comments.Count), 201);
    }

    private Reply Committed(JsonObject json, int status) =>
        AfterCommit ?? Reply.Json(json.ToJsonString(), status);

    private StubIssue? Find(string id) =>
        Issues.FirstOrDefault(issue =>
            issue.Number.ToString(CultureInfo.InvariantCulture) == id && !issue.IsPullRequest
        );

    private Reply List(RecordedRequest request)
    {
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(request.Query);
        DateTimeOffset since = query.TryGetValue(Since, out StringValues from)
            ? DateTimeOffset.Parse(from!, CultureInfo.InvariantCulture)
            : DateTimeOffset.MinValue;
        string label = query["labels"]!;
        query["state"].ToString().ShouldBe("all");
        return Page(
            request,
            [
                .. Issues
                    .Where(issue => issue.Labels.Contains(label) && issue.UpdatedAt >= since)
                    .Where(issue => !Lagging.Contains(issue.Number))
                    .Select(Json),
            ]
        );
    }

    private static Reply Page(RecordedRequest request, JsonObject[] rows)
    {
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(request.Query);
        int size = int.Parse(query["per_page"]!, CultureInfo.InvariantCulture);
        int page = int.Parse(query["page"]!, CultureInfo.InvariantCulture);
        Reply reply = Reply.Json(
            new JsonArray([.. rows.Skip((page - 1) * size).Take(size)]).ToJsonString()
        );
        return page * size < rows.Length
            ? reply.WithHeader("Link", $"<http://127.0.0.1/?page={page + 1}>; rel=\"next\"")
            : reply;
    }

    private static JsonObject Body(RecordedRequest request) =>
        JsonNode.Parse(request.Body)!.AsObject();
}
