using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SloOperator.Sinks.Jira;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Sinks.Jira;

/// <summary>A Jira with one project that keeps what it is told: fields, labels, remote links, comments, a workflow, an index that is late.</summary>
internal sealed class JiraStub : IAsyncDisposable
{
    public const string Email = "bot@shop.example";

    private readonly JiraDialect _dialect;
    private DateTimeOffset _now = Filing.Noon.AddHours(-1);

    private JiraStub(ScriptedServer server, JiraDialect dialect)
    {
        (Server, _dialect) = (server, dialect);
        server.Always(_ => true, Answer);
    }

    public ScriptedServer Server { get; }

    public List<StubJiraIssue> Issues { get; } = [];

    public StubWorkflow Workflow { get; } = new();

    public string Project { get; set; } = "PAY";

    public string IssueType { get; set; } = "Task";

    public bool HasPriority { get; set; } = true;

    public bool HasLabels { get; set; } = true;

    public bool CanLink { get; set; } = true;

    /// <summary>A field that creating an issue wants; null: none.</summary>
    public string? Wanted { get; set; }

    /// <summary>New issues are not found before they are no longer lagging.</summary>
    public bool IsLagging { get; set; }

    /// <summary>What is answered to writes after they were done; null: what is meant to be.</summary>
    public Reply? AfterCommit { get; set; }

    public IEnumerable<string> Calls =>
        Server.Requests.Select(request => $"{request.Method} {request.Path}");

    public int Count(string call) => Calls.Count(made => made == call);

    public static async Task<JiraStub> StartAsync(JiraDialect dialect) =>
        new(await ScriptedServer.StartAsync(), dialect);

    public StubJiraIssue Add(string? marker = null)
    {
        string number = (Issues.Count + 1).ToString(CultureInfo.InvariantCulture);
        var issue = new StubJiraIssue
        {
            Id = (10_000 + Issues.Count).ToString(CultureInfo.InvariantCulture),
            Key = $"{Project}-{number}",
            CreatedAt = _now += TimeSpan.FromSeconds(1),
            IsLagging = IsLagging,
        };
        if (marker is not null)
        {
            issue.Labels.Add(JiraTicket.MarkerLabel(marker));
        }

        Issues.Add(issue);
        return issue;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private string Credential =>
        _dialect.IsCloud
            ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Email}:{Filing.Token}"))
            : "Bearer " + Filing.Token;

    private Reply Answer(RecordedRequest request)
    {
        string prefix = $"/rest/api/{_dialect.Version}/";
        if (!request.Path.StartsWith(prefix, StringComparison.Ordinal))
        {
            return Reply.Html("<html>no such page</html>", 404);
        }

        if (request.Headers["Authorization"] != Credential)
        {
            return Error(401, "You are not authenticated.");
        }

        string[] parts = request.Path[prefix.Length..].Split('/');
        return (request.Method, parts) switch
        {
            ("POST", ["issue"]) => Create(Body(request)),
            ("POST", ["search", "jql"]) when _dialect.IsCloud => Search(Body(request)),
            ("POST", ["search"]) => _dialect.IsCloud
                ? Error(410, "The requested API has been removed.")
                : Search(Body(request)),
            ("GET", ["project", var key]) => key == Project
                ? Json(new JsonObject { ["key"] = key })
                : Error(404, $"No project could be found with key '{key}'."),
            ("GET", ["serverInfo"]) => Json(
                new JsonObject { ["baseUrl"] = "https://shop.atlassian.net" }
            ),
            (_, ["issue", var id, ..]) when Issues.Find(issue => issue.Id == id) is { } issue =>
                Answer(request, issue, parts),
            _ => Error(404, "Issue does not exist or you do not have permission to see it."),
        };
    }

    private Reply Answer(RecordedRequest request, StubJiraIssue issue, string[] parts) =>
        (request.Method, parts.Skip(2).ToArray()) switch
        {
            ("GET", []) => Json(ToJson(issue)),
            ("PUT", []) => Update(issue, Body(request)),
            ("GET", ["comment"]) => Json(
                new JsonObject
                {
                    ["comments"] = new JsonArray([
                        .. issue.Comments.Select(body => new JsonObject
                        {
                            ["body"] = body.DeepClone(),
                        }),
                    ]),
                }
            ),
            ("POST", ["comment"]) => Comment(issue, Body(request)),
            ("POST", ["remotelink"]) => Link(issue, Body(request)),
            ("GET", ["transitions"]) => Json(
                new JsonObject { ["transitions"] = Workflow.From(issue.Status) }
            ),
            ("POST", ["transitions"]) => Transit(issue, Body(request)),
            _ => Error(405, "Method not allowed"),
        };

    private Reply Create(JsonObject body)
    {
        JsonObject fields = body["fields"]!.AsObject();
        var errors = new JsonObject();
        Check(
            errors,
            "project",
            fields["project"]!["key"]!.GetValue<string>() == Project,
            "valid project is required"
        );
        Check(
            errors,
            "issuetype",
            fields["issuetype"]!["name"]!.GetValue<string>() == IssueType,
            "Specify a valid issue type"
        );
        CheckFields(errors, fields);
        Check(errors, Wanted ?? "", Wanted is null, "This field is required.");
        if (errors.Count > 0)
        {
            return Invalid(errors);
        }

        StubJiraIssue issue = Add();
        Write(issue, fields);
        return Committed(
            Json(
                new JsonObject
                {
                    ["id"] = issue.Id,
                    ["key"] = issue.Key,
                    ["self"] = "x",
                },
                201
            )
        );
    }

    private Reply Update(StubJiraIssue issue, JsonObject body)
    {
        JsonObject fields = body["fields"]!.AsObject();
        var errors = new JsonObject();
        CheckFields(errors, fields);
        if (errors.Count > 0)
        {
            return Invalid(errors);
        }

        Write(issue, fields);
        foreach (JsonNode? change in body["update"]?["labels"]?.AsArray() ?? [])
        {
            if (change!["add"] is { } added)
            {
                issue.Labels.Add(added.GetValue<string>());
            }
            else
            {
                issue.Labels.Remove(change["remove"]!.GetValue<string>());
            }
        }

        return Committed(Reply.Json("", 204));
    }

    private void CheckFields(JsonObject errors, JsonObject fields)
    {
        Check(
            errors,
            "priority",
            HasPriority || fields["priority"] is null,
            "Field 'priority' cannot be set. It is not on the appropriate screen, or unknown."
        );
        Check(
            errors,
            "labels",
            HasLabels
                && fields["labels"]?.AsArray().Any(label => label!.GetValue<string>().Contains(' '))
                    is not true,
            "The label 'a b' contains spaces which is invalid."
        );
        Check(
            errors,
            "assignee",
            (
                fields["assignee"]?[_dialect.IsCloud ? "accountId" : "name"]?.GetValue<string>()
                ?? "ann"
            ) == "ann",
            "User 'x' cannot be assigned issues."
        );
        Check(
            errors,
            "description",
            fields["description"] is null || fields["description"]!.ToJsonString().Length < 32_767,
            "The entered text is too long. It exceeds the allowed limit of 32,767 characters."
        );
    }

    private static void Check(JsonObject errors, string field, bool isFine, string problem)
    {
        if (!isFine)
        {
            errors[field] = problem;
        }
    }

    private static void Write(StubJiraIssue issue, JsonObject fields)
    {
        issue.Summary = fields["summary"]!.GetValue<string>();
        issue.Description = fields["description"]?.DeepClone();
        issue.Priority = fields["priority"]?["name"]?.GetValue<string>() ?? issue.Priority;
        issue.Assignee = (
            fields["assignee"]?["accountId"] ?? fields["assignee"]?["name"]
        )?.GetValue<string>();
        issue.Labels.AddRange(
            fields["labels"]?.AsArray().Select(label => label!.GetValue<string>()) ?? []
        );
    }

    private Reply Search(JsonObject body)
    {
        string jql = body["jql"]!.GetValue<string>();
        string wanted = jql.Split('"')[1];
        if (
            !jql.EndsWith(" ORDER BY created ASC", StringComparison.Ordinal)
            || (jql.Contains("RemoteLinks") && !CanLink)
        )
        {
            return Error(400, "Error in the JQL Query");
        }

        IEnumerable<StubJiraIssue> found = Issues.Where(issue =>
            !issue.IsLagging
            && (
                jql.StartsWith("labels = ", StringComparison.Ordinal)
                    ? issue.Labels.Contains(wanted)
                    : issue.Links.Any(link => link["globalId"]!.GetValue<string>() == wanted)
            )
        );
        return Json(new JsonObject { ["issues"] = new JsonArray([.. found.Select(ToJson)]) });
    }

    private Reply Comment(StubJiraIssue issue, JsonObject body)
    {
        issue.Comments.Add(body["body"]!.DeepClone());
        return Committed(Json(new JsonObject { ["id"] = "1" }, 201));
    }

    private Reply Link(StubJiraIssue issue, JsonObject body)
    {
        if (!CanLink)
        {
            return Error(403, "Issue linking is currently disabled.");
        }

        issue.Links.Add((JsonObject)body.DeepClone());
        return Json(new JsonObject { ["id"] = 1 }, 201);
    }

    private Reply Transit(StubJiraIssue issue, JsonObject body)
    {
        string id = body["transition"]!["id"]!.GetValue<string>();
        var transition = Workflow.Transitions.Find(t => t.Id == id && t.From == issue.Status);
        if (transition.Id is null)
        {
            return Error(
                400,
                "It seems that you have tried to perform an illegal workflow operation."
            );
        }

        string? resolution = body["fields"]?["resolution"]?["name"]?.GetValue<string>();
        if (transition.Fields.ContainsKey("resolution") != resolution is not null)
        {
            return Invalid(new JsonObject { ["resolution"] = "Please enter a valid value." });
        }

        (issue.Status, issue.Resolution) = (transition.To, resolution);
        return Committed(Reply.Json("", 204));
    }

    private JsonObject ToJson(StubJiraIssue issue) =>
        new()
        {
            ["id"] = issue.Id,
            ["key"] = issue.Key,
            ["fields"] = new JsonObject
            {
                ["status"] = Workflow.Status(issue.Status),
                ["resolution"] = issue.Resolution is { } name
                    ? new JsonObject { ["name"] = name }
                    : null,
                ["created"] =
                    issue.CreatedAt.ToString(
                        "yyyy-MM-dd'T'HH:mm:ss.fff",
                        CultureInfo.InvariantCulture
                    ) + "+0000",
                ["labels"] = new JsonArray([
                    .. issue.Labels.Select(label => JsonValue.Create(label)),
                ]),
                ["description"] = issue.Description?.DeepClone(),
            },
        };

    private Reply Committed(Reply reply) => AfterCommit ?? reply;

    private static Reply Json(JsonObject json, int status = 200) =>
        Reply.Json(json.ToJsonString(), status);

    private static Reply Invalid(JsonObject errors) =>
        Json(new JsonObject { ["errorMessages"] = new JsonArray(), ["errors"] = errors }, 400);

    private static Reply Error(int status, string message) =>
        Json(
            new JsonObject
            {
                ["errorMessages"] = new JsonArray(message),
                ["errors"] = new JsonObject(),
            },
            status
        );

    private static JsonObject Body(RecordedRequest request) =>
        JsonNode.Parse(request.Body)!.AsObject();
}
