using System.Text.Json;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.Tickets;

/// <summary>The receiver of a webhook sink, which takes whatever it is told and gives the only ticket its name.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ScriptedServer _server;

    private Receiver(ScriptedServer server) => _server = server;

    public Uri Url => new(_server.Url, "tickets");

    /// <summary>What it was told, in order: the action, the priority and the state after it, such as "create P2 open".</summary>
    public IReadOnlyList<string> Told => [.. _server.Requests.Select(request => Say(request.Body))];

    /// <summary>Whether each call was signed, and what the first one said to people.</summary>
    public bool AllSigned =>
        _server.Requests.All(request =>
            request.Headers.Keys.Contains(
                "X-Slo-Operator-Signature",
                StringComparer.OrdinalIgnoreCase
            )
        );

    public static async Task<Receiver> StartAsync()
    {
        ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always(
            _ => true,
            _ => Reply.Json("""{"id":"T-1","url":"https://work.example/T-1"}""", 201)
        );
        return new Receiver(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string Say(string body)
    {
        JsonElement told = JsonDocument.Parse(body).RootElement;
        string state = told.TryGetProperty("state", out JsonElement given)
            ? " " + given.GetString()
            : "";
        return $"{told.GetProperty("action").GetString()} {told.GetProperty("priority").GetString()}{state}";
    }
}
