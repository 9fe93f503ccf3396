using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SloOperator.Kubernetes.Tests.Runtime;

/// <summary>An API server that knows one lease and compares resourceVersions; each replica has its own path to it, which can be cut.</summary>
internal sealed class LeaseServer : IAsyncDisposable
{
    public const string Path = "/apis/coordination.k8s.io/v1/namespaces/slo-system/leases";

    private readonly Lock _gate = new();
    private readonly HashSet<string> _cut = [];
    private readonly HashSet<string> _loseAnswers = [];
    private JsonObject? _lease;
    private int _version = 100;
    private WireServer? _wire;

    /// <summary>Writes that were carried out, by the replica's name.</summary>
    public List<string> Writes { get; } = [];

    public string? Holder => Spec?["holderIdentity"]?.GetValue<string>();

    public JsonNode? Spec
    {
        get
        {
            lock (_gate)
            {
                return _lease?["spec"]?.DeepClone();
            }
        }
    }

    public static async Task<LeaseServer> StartAsync()
    {
        var server = new LeaseServer();
        server._wire = await WireServer.StartAsync(server.AnswerAsync);
        return server;
    }

    public Uri AddressFor(string replica) => new(_wire!.Http, $"{replica}/");

    /// <summary>From now on the replica's connections are reset.</summary>
    public void Cut(string replica) => Change(() => _cut.Add(replica));

    /// <summary>From now on the replica's writes are carried out, and then its connection is reset.</summary>
    public void LoseAnswers(string replica) => Change(() => _loseAnswers.Add(replica));

    public void Mend(string replica) =>
        Change(() =>
        {
            _cut.Remove(replica);
            _loseAnswers.Remove(replica);
        });

    /// <summary>As somebody with kubectl would; null deletes the lease.</summary>
    public void Set(string? spec) =>
        Change(() =>
        {
            _lease = spec is null
                ? null
                : new JsonObject
                {
                    ["metadata"] = new JsonObject
                    {
                        ["name"] = "lead",
                        ["namespace"] = "slo-system",
                    },
                    ["spec"] = JsonNode.Parse(spec),
                };
            Stamp();
        });

    public ValueTask DisposeAsync() => _wire!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        string[] parts = context.Request.Path.Value!.Split('/', 3);
        JsonNode? body = context.Request.Method is "GET"
            ? null
            : await JsonNode.ParseAsync(context.Request.Body);
        (int Status, string Text)? answer = Decide(
            parts[1],
            context.Request.Method,
            $"/{parts[2]}",
            body
        );
        if (answer is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Value.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Value.Text);
    }

    private (int Status, string Text)? Decide(
        string replica,
        string method,
        string path,
        JsonNode? body
    )
    {
        lock (_gate)
        {
            if (_cut.Contains(replica))
            {
                return null;
            }

            (int Status, string Text) answer = (method, path) switch
            {
                ("GET", $"{Path}/lead") => _lease is null
                    ? Refuse(404, "NotFound")
                    : (200, _lease.ToJsonString()),
                ("POST", Path) => _lease is null
                    ? Write(replica, body!, 201)
                    : Refuse(409, "AlreadyExists"),
                ("PUT", $"{Path}/lead") => Put(replica, body!),
                _ => Refuse(405, "MethodNotAllowed"),
            };
            bool isWritten = method is not "GET" && answer.Status < 300;
            return isWritten && _loseAnswers.Contains(replica) ? null : answer;
        }
    }

    private (int Status, string Text) Put(string replica, JsonNode body) =>
        _lease is null ? Refuse(404, "NotFound")
        : !string.Equals(VersionOf(body), VersionOf(_lease), StringComparison.Ordinal)
            ? Refuse(409, "Conflict")
        : Write(replica, body, 200);

    private (int Status, string Text) Write(string replica, JsonNode body, int status)
    {
        _lease = body.AsObject();
        Stamp();
        Writes.Add(replica);
        return (status, _lease.ToJsonString());
    }

    private void Stamp()
    {
        if (_lease is not null)
        {
            _lease["metadata"]!["resourceVersion"] = (++_version).ToString(
                CultureInfo.InvariantCulture
            );
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
        }
    }

    private static string? VersionOf(JsonNode lease) =>
        lease["metadata"]!["resourceVersion"]?.GetValue<string>();

    private static (int Status, string Text) Refuse(int status, string reason) =>
        (
            status,
            $$"""{"kind":"Status","status":"Failure","reason":"{{reason}}","code":{{status}}}"""
        );
}
