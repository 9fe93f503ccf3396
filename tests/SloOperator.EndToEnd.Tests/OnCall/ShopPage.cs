using System.Collections.Concurrent;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>The page that both Prometheus replicas scrape; each service has one pod at a time.</summary>
internal sealed class ShopPage : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Symptom, (string Pod, int Value)> _gauges = new();
    private readonly ScriptedServer _server;

    private ShopPage(ScriptedServer server) => _server = server;

    public string Authority => _server.Url.Authority;

    public static async Task<ShopPage> StartAsync()
    {
        ScriptedServer server = await ScriptedServer.StartAsync();
        ShopPage page = new(server);
        server.Always(request => request.Path == "/metrics", _ => Reply.Text(page.Write()));
        return page;
    }

    /// <summary>On this pod, in whose place another one's series end.</summary>
    public void Break(Symptom symptom, string pod) => _gauges[symptom] = (pod, 2);

    public void Heal(Symptom symptom) => _gauges[symptom] = _gauges[symptom] with { Value = 0 };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private string Write() =>
        string.Concat(
            _gauges.Select(gauge =>
                $"{gauge.Key.Gauge}{{service=\"{gauge.Key.Service}\",pod=\"{gauge.Value.Pod}\"}} {gauge.Value.Value}\n"
            )
        );
}
