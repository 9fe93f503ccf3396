using System.Globalization;
using System.Text.Json.Nodes;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Sinks.Slack;

/// <summary>A workspace with one channel that keeps its messages.</summary>
internal sealed class SlackStub : IAsyncDisposable
{
    private const string ChannelId = "C123ABC456";

    private SlackStub(ScriptedServer server)
    {
        Server = server;
        server.Always(_ => true, Answer);
    }

    public ScriptedServer Server { get; }

    /// <summary>By ts, in order.</summary>
    public SortedDictionary<string, JsonObject> Messages { get; } = new(StringComparer.Ordinal);

    public string Channel { get; set; } = "#payments-slo";

    /// <summary>What is answered before anything is done; null: what is meant to be.</summary>
    public string? Error { get; set; }

    /// <summary>What is answered after it was done; null: what is meant to be.</summary>
    public Reply? AfterCommit { get; set; }

    public static async Task<SlackStub> StartAsync() => new(await ScriptedServer.StartAsync());

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private Reply Answer(RecordedRequest request)
    {
        if (request.Headers["Authorization"] != $"Bearer {Filing.Token}")
        {
            return No("invalid_auth");
        }

        if (Error is { } error)
        {
            return No(error);
        }

        return (request.Method, request.Path) switch
        {
            ("POST", "/api/chat.postMessage") => Post(JsonNode.Parse(request.Body)!.AsObject()),
            ("POST", "/api/chat.update") => Update(JsonNode.Parse(request.Body)!.AsObject()),
            ("GET", "/api/chat.getPermalink") => Permalink(request.Query),
            _ => No("unknown_method"),
        };
    }

    private Reply Post(JsonObject body)
    {
        string channel = body["channel"]!.GetValue<string>();
        if (channel != Channel && channel != ChannelId)
        {
            return No("channel_not_found");
        }

        string ts = string.Create(
            CultureInfo.InvariantCulture,
            $"1795176000.{Messages.Count + 1:000000}"
        );
        Messages[ts] = body;
        return AfterCommit ?? Yes(ts);
    }

    private Reply Update(JsonObject body)
    {
        string ts = body["ts"]!.GetValue<string>();
        // A name posts, but does not update.
        if (body["channel"]!.GetValue<string>() != ChannelId)
        {
            return No("channel_not_found");
        }

        if (!Messages.ContainsKey(ts))
        {
            return No("message_not_found");
        }

        Messages[ts] = body;
        return AfterCommit ?? Yes(ts);
    }

    private Reply Permalink(string query) =>
        Messages.Keys.FirstOrDefault(ts => query.Contains(ts, StringComparison.Ordinal))
            is { } found
            ? Reply.Json(
                new JsonObject
                {
                    ["ok"] = true,
                    ["permalink"] =
                        $"https://shop.slack.com/archives/{ChannelId}/p{found.Replace(".", "", StringComparison.Ordinal)}",
                }.ToJsonString()
            )
            : No("message_not_found");

    private static Reply Yes(string ts) =>
        Reply.Json(
            new JsonObject
            {
                ["ok"] = true,
                ["channel"] = ChannelId,
                ["ts"] = ts,
            }.ToJsonString()
        );

    private static Reply No(string error) =>
        Reply.Json(new JsonObject { ["ok"] = false, ["error"] = error }.ToJsonString());
}
