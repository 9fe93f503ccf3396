using System.Threading.Channels;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Tests.Api;
using SloOperator.Kubernetes.Watch;
using SloOperator.Testing;
using SloOperator.Testing.Processes;
using SloOperator.Testing.Wire;
using TlsServer = SloOperator.Testing.Wire.ScriptedServer;

namespace SloOperator.Kubernetes.Tests.Watch;

/// <summary>A reflector of Widgets over the product's own connection, TLS and HTTP/2, through a proxy; its waits are on the test's clock.</summary>
internal sealed class TlsReflection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private readonly HttpClient _http;
    private readonly Task _running;

    private TlsReflection(TlsServer server, FaultProxy proxy, KeepAlive? keepAlive)
    {
        Server = server;
        Proxy = proxy;
        File.WriteAllText(_folder.File("config"), server.Kubeconfig(proxy.Port));
        _http = Kubeconfig
            .Load(_folder.File("config"))
            .Connect()
            .CreateHttpClient(TimeProvider.System, keepAlive);
        Api = new ResourceApi<Widget>(new KubeClient(_http, Clock), Widget.Definition);
        Reflector<Widget> reflector = new(Api, new ReflectorOptions(), Clock, Log)
        {
            Jitter = () => 1.0,
        };
        Store = reflector.Store;
        Store.Changed += change => _changes.Writer.TryWrite(Describe(change));
        _running = reflector.RunAsync(_stop.Token);
    }

    public TlsServer Server { get; }

    public FaultProxy Proxy { get; }

    public ObservedClock Clock { get; } = new();

    public RecordedLog Log { get; } = new();

    public ResourceApi<Widget> Api { get; }

    public Store<Widget> Store { get; }

    /// <summary>The replies are for its first requests, in order.</summary>
    public static async Task<TlsReflection> StartAsync(
        KeepAlive? keepAlive,
        params IReadOnlyList<Reply> replies
    )
    {
        TlsServer server = await TlsServer.StartTlsAsync();
        server.Enqueue(_ => true, replies);
        return new TlsReflection(server, await FaultProxy.StartAsync(server.Url.Port), keepAlive);
    }

    public static Task<TlsReflection> StartAsync(params IReadOnlyList<Reply> replies) =>
        StartAsync(keepAlive: null, replies);

    /// <summary>The next change of the store: name, old and new version.</summary>
    public async Task<string> ToldAsync()
    {
        using CancellationTokenSource patience = new(Patience, TimeProvider.System);
        return await _changes.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Changes that were told and not yet asked for.</summary>
    public int Untold => _changes.Reader.Count;

    /// <summary>Which versions the next requests ask to start from.</summary>
    public async Task<List<string>> VersionsAsync(int count)
    {
        var versions = new List<string>();
        while (versions.Count < count)
        {
            RecordedRequest request = await Server.NextRequestAsync(Patience);
            string[] parts = request.Query.Split("resourceVersion=");
            versions.Add(parts.Length == 1 ? "list" : parts[1].Split('&')[0]);
        }

        return versions;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => _running);
        _http.Dispose();
        await Proxy.DisposeAsync();
        await Server.DisposeAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    private static string Describe(StoreChange<Widget> change) =>
        $"{change.Name.Name} {change.Old?.Metadata.ResourceVersion ?? "none"}->{change.New?.Metadata.ResourceVersion ?? "none"}";
}
