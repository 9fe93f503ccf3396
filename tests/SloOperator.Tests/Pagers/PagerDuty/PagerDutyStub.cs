using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Pagers.PagerDuty;

/// <summary>An account: answers as the API is documented to, newest entries first, 100 a page, none beyond 10,000.</summary>
internal sealed class PagerDutyStub : IAsyncDisposable
{
    private const int Reach = 10_000;

    private readonly List<LoggedEntry> _log = [];
    private readonly Dictionary<string, PagedStub> _incidents = [];

    private PagerDutyStub(ScriptedServer server)
    {
        Server = server;
        server.Always(request => request.Path == "/log_entries", LogEntries);
        server.Always(request => request.Path == "/oncalls", OnCallRows);
        server.Always(request => request.Path == "/escalation_policies", Policies);
        server.Always(
            request => request.Path.StartsWith("/incidents/", StringComparison.Ordinal),
            Incident
        );
    }

    public ScriptedServer Server { get; }

    public List<JsonObject> OnCalls { get; } = [];

    public List<string> EscalationPolicies { get; } = [];

    public IEnumerable<RecordedRequest> Asked(string path) =>
        Server.Requests.Where(request => request.Path == path);

    public static async Task<PagerDutyStub> StartAsync() => new(await ScriptedServer.StartAsync());

    public static Dictionary<string, StringValues> Query(RecordedRequest request) =>
        QueryHelpers.ParseQuery(request.Query);

    public PagerDutyStub Log(params IReadOnlyList<LoggedEntry> entries)
    {
        _log.AddRange(entries);
        return this;
    }

    public PagerDutyStub Know(params IReadOnlyList<PagedStub> incidents)
    {
        foreach (PagedStub incident in incidents)
        {
            _incidents[incident.Id] = incident;
        }

        return this;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private Reply LogEntries(RecordedRequest request)
    {
        Dictionary<string, StringValues> query = Query(request);
        DateTimeOffset since = Time(query["since"]!);
        DateTimeOffset until = Time(query["until"]!);
        return Page("log_entries", Newest(e => since <= e.At && e.At < until), query);
    }

    private Reply Incident(RecordedRequest request)
    {
        string[] parts = request.Path.Split('/');
        if (!_incidents.TryGetValue(parts[2], out PagedStub? incident))
        {
            return Reply.Json("""{"error":{"message":"Incident Not Found","code":5001}}""", 404);
        }

        return parts.Length == 3
            ? Reply.Json(new JsonObject { ["incident"] = incident.Whole() }.ToJsonString())
            : Page(
                "log_entries",
                Newest(e => e.Json["incident"]!["id"]!.GetValue<string>() == incident.Id),
                Query(request)
            );
    }

    private IEnumerable<JsonObject> Newest(Func<LoggedEntry, bool> which) =>
        _log.Where(which).OrderByDescending(entry => entry.At).Select(entry => entry.Json);

    private Reply OnCallRows(RecordedRequest request) => Page("oncalls", OnCalls, Query(request));

    private Reply Policies(RecordedRequest request) =>
        Page(
            "escalation_policies",
            EscalationPolicies.Select(id =>
                LoggedEntry.Reference("escalation_policy_reference", id, "Engineering")
            ),
            Query(request)
        );

    private static Reply Page(
        string list,
        IEnumerable<JsonObject> rows,
        Dictionary<string, StringValues> query
    )
    {
        int limit = Number(query["limit"]!);
        int offset = Number(query["offset"]!);
        JsonObject[] all = [.. rows];
        return offset + limit > Reach
            ? Reply.Json("""{"error":{"message":"Invalid Input Provided","code":2001}}""", 400)
            : PageOf(list, all.Skip(offset).Take(limit), offset + limit < all.Length);
    }

    public static Reply PageOf(string list, IEnumerable<JsonNode?> rows, bool? more) =>
        Reply.Json(
            new JsonObject
            {
                [list] = new JsonArray([.. rows.Select(row => row?.DeepClone())]),
                ["limit"] = 100,
                ["offset"] = 0,
                ["more"] = more,
                ["total"] = null,
            }.ToJsonString()
        );

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
