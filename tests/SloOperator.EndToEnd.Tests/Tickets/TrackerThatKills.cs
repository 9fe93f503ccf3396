using System.Globalization;
using System.Text.Json;
using SloOperator.Testing.Processes;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.Tickets;

/// <summary>The receiver of a webhook sink that knows a repeated question by its key, as the README asks of one, and may kill who asks.</summary>
internal sealed class TrackerThatKills : IAsyncDisposable
{
    private readonly ScriptedServer _server;
    private readonly Lock _turn = new();
    private readonly Dictionary<string, string> _tickets = new(StringComparer.Ordinal);
    private ChildProcess? _victim;

    private TrackerThatKills(ScriptedServer server) => _server = server;

    public Uri Url => new(_server.Url, "tickets");

    /// <summary>Creations that came again because their answer was not heard.</summary>
    public int Repeated { get; private set; }

    /// <summary>The address of each ticket that it has.</summary>
    public IReadOnlyList<string> Addresses
    {
        get
        {
            lock (_turn)
            {
                return [.. _tickets.Values.Select(AddressOf)];
            }
        }
    }

    public static async Task<TrackerThatKills> StartAsync()
    {
        ScriptedServer server = await ScriptedServer.StartAsync();
        var tracker = new TrackerThatKills(server);
        server.Always(_ => true, tracker.Answer);
        return tracker;
    }

    /// <summary>At the next creation, when the ticket is there and its answer is not sent.</summary>
    public void Strike(ChildProcess victim)
    {
        lock (_turn)
        {
            _victim = victim;
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string AddressOf(string id) => $"https://work.example/{id}";

    private Reply Answer(RecordedRequest request)
    {
        JsonElement told = JsonDocument.Parse(request.Body).RootElement;
        if (told.GetProperty("action").GetString() != "create")
        {
            return Reply.Json("{}");
        }

        lock (_turn)
        {
            string key = request.Headers["Idempotency-Key"];
            if (_tickets.TryGetValue(key, out string? id))
            {
                Repeated++;
            }
            else
            {
                _tickets[key] = id = string.Create(
                    CultureInfo.InvariantCulture,
                    $"T-{_tickets.Count + 1}"
                );
            }

            _victim?.Signal(UnixSignal.Kill);
            _victim = null;
            return Reply.Json($$"""{"id":"{{id}}","url":"{{AddressOf(id)}}"}""", 201);
        }
    }
}
