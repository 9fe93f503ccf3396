using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Pagers.Opsgenie;

/// <summary>An account at Opsgenie, or at its successor: answers as the API is documented to, 100 rows a page, none beyond 20,000.</summary>
internal sealed partial class OpsgenieStub : IAsyncDisposable
{
    private const int Reach = 20_000;

    private readonly Dictionary<string, AlertStub> _alerts = [];
    private readonly bool _isSuccessor;

    private OpsgenieStub(ScriptedServer server, bool isSuccessor)
    {
        Server = server;
        _isSuccessor = isSuccessor;
        server.Always(IsFor("alerts"), Alerts);
        server.Always(IsFor("schedules"), ScheduleList);
        server.Always(IsBelow("alerts"), OfAlert);
        server.Always(IsBelow("schedules"), Timeline);
    }

    public ScriptedServer Server { get; }

    public List<JsonObject> Schedules { get; } = [];

    public Dictionary<string, JsonArray> Rotations { get; } = [];

    private string Version => _isSuccessor ? "v1" : "v2";

    public static async Task<OpsgenieStub> StartAsync(bool isSuccessor = false) =>
        new(await ScriptedServer.StartAsync(), isSuccessor);

    public static Dictionary<string, StringValues> Query(RecordedRequest request) =>
        QueryHelpers.ParseQuery(request.Query);

    public IEnumerable<RecordedRequest> Asked(string path) =>
        Server.Requests.Where(request => request.Path == $"/{Version}/{path}");

    public OpsgenieStub Raise(params IReadOnlyList<AlertStub> alerts)
    {
        foreach (AlertStub alert in alerts)
        {
            _alerts[alert.Id] = alert;
        }

        return this;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public Reply List(IEnumerable<JsonNode?> rows, string? next = null)
    {
        var list = new JsonArray([.. rows.Select(row => row?.DeepClone())]);
        return Reply.Json(
            (
                _isSuccessor
                    ? new JsonObject { ["values"] = list, ["links"] = Link(next) }
                    : new JsonObject
                    {
                        ["data"] = list,
                        ["paging"] = Link(next),
                        ["took"] = 0.6,
                    }
            ).ToJsonString()
        );
    }

    private static JsonObject Link(string? next) =>
        next is null ? [] : new JsonObject { ["next"] = next };

    private Func<RecordedRequest, bool> IsFor(string path) =>
        request => request.Path == $"/{Version}/{path}";

    private Func<RecordedRequest, bool> IsBelow(string path) =>
        request => request.Path.StartsWith($"/{Version}/{path}/", StringComparison.Ordinal);

    private Reply Alerts(RecordedRequest request)
    {
        Dictionary<string, StringValues> query = Query(request);
        Match match = Created().Match(query["query"].ToString());
        long from = Number(match.Groups["from"].Value);
        long to = Number(match.Groups["to"].Value);
        return Page(
            [
                .. _alerts
                    .Values.Where(alert =>
                        from <= alert.CreatedAt.ToUnixTimeMilliseconds()
                        && alert.CreatedAt.ToUnixTimeMilliseconds() < to
                    )
                    .OrderBy(alert => alert.CreatedAt),
            ],
            alert => alert.Json(_isSuccessor),
            query
        );
    }

    private Reply ScheduleList(RecordedRequest request) =>
        Page(Schedules, schedule => schedule, Query(request));

    private Reply OfAlert(RecordedRequest request)
    {
        string[] parts = request.Path.Split('/');
        return !_alerts.TryGetValue(parts[3], out AlertStub? alert)
            || (parts[4] == "recipients" && _isSuccessor)
                ? Reply.Json("""{"message":"Alert not found"}""", 404)
            : parts[4] == "recipients" ? List(alert.RecipientRows())
            : Logs(alert, Query(request));
    }

    // Two lines a page, the cursor in a link.
    private Reply Logs(AlertStub alert, Dictionary<string, StringValues> query)
    {
        string name = _isSuccessor ? "after" : "offset";
        int start = query.TryGetValue(name, out StringValues cursor)
            ? (int)Number(cursor.ToString())
            : 0;
        JsonNode?[] rows = [.. alert.LogRows(_isSuccessor)];
        return List(
            rows.Skip(start).Take(2),
            start + 2 < rows.Length
                ? $"https://elsewhere.example.com/logs?order=asc&{name}={start + 2}&direction=next"
                : null
        );
    }

    private Reply Timeline(RecordedRequest request)
    {
        string id = request.Path.Split('/')[3];
        if (!Rotations.TryGetValue(id, out JsonArray? rotations))
        {
            return Reply.Json("""{"message":"Schedule not found"}""", 404);
        }

        var timeline = new JsonObject
        {
            ["startDate"] = "2026-11-09T00:00:00Z",
            ["endDate"] = "2026-12-07T00:00:00Z",
            ["finalTimeline"] = new JsonObject { ["rotations"] = rotations.DeepClone() },
        };
        return Reply.Json(
            (_isSuccessor ? timeline : new JsonObject { ["data"] = timeline }).ToJsonString()
        );
    }

    private Reply Page<T>(
        IEnumerable<T> all,
        Func<T, JsonObject> json,
        Dictionary<string, StringValues> query
    )
    {
        int size = (int)Number(query[_isSuccessor ? "size" : "limit"].ToString());
        int offset = (int)Number(query["offset"].ToString());
        return offset + size > Reach
            ? Reply.Json("""{"message":"Too far"}""", 422)
            : List(
                all.Skip(offset).Take(size).Select(json),
                offset + size < all.Count() ? $"/{Version}/alerts?offset={offset + size}" : null
            );
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^createdAt >= (?<from>\d+) AND createdAt < (?<to>\d+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Created();
}
