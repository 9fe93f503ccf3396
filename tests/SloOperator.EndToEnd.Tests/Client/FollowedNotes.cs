using System.Collections.Concurrent;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Watch;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>A reflector of Notes behind a proxy of its own; pings every second, so that a silence is noticed in seconds.</summary>
internal sealed class FollowedNotes : IAsyncDisposable
{
    private static readonly KeepAlive Quick = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _told = new();
    private readonly HttpClient _http;
    private readonly NoteBook _book;
    private readonly Reflector<Note> _reflector;
    private Task _running = Task.CompletedTask;

    private FollowedNotes(FaultProxy proxy, HttpClient http, NoteBook book)
    {
        (Proxy, _http, _book) = (proxy, http, book);
        Client = new KubeClient(http, TimeProvider.System);
        _reflector = new Reflector<Note>(
            new ResourceApi<Note>(Client, Note.Definition),
            new ReflectorOptions { Namespace = book.Namespace },
            TimeProvider.System,
            Log
        );
        Store.Changed += change =>
            _told.Enqueue($"{change.Name.Name}@{change.New?.Metadata.ResourceVersion ?? "gone"}");
    }

    public FaultProxy Proxy { get; }

    public KubeClient Client { get; }

    public RecordedLog Log { get; } = new();

    public Store<Note> Store => _reflector.Store;

    /// <summary>"name@resourceVersion" or "name@gone", in the order in which the store told them.</summary>
    public IReadOnlyCollection<string> Told => _told;

    /// <summary>Lists that were read whole.</summary>
    public int Lists => Log.Count("Listed ");

    public int Failures => Log.Count("The watch of ") + Log.Count("Listing ");

    /// <param name="kubeconfig">Of the user to be.</param>
    /// <param name="book">Its namespace is followed.</param>
    /// <param name="fault">From before the first byte on.</param>
    public static async Task<FollowedNotes> StartAsync(
        string kubeconfig,
        NoteBook book,
        Fault? fault = null
    )
    {
        Uri server = Kubeconfig.Load(kubeconfig).Connect().Server;
        FaultProxy proxy = await FaultProxy.StartAsync(server.Port);
        proxy.Fault = fault ?? new Fault.Pass();
        HttpClient http = Proxied(kubeconfig, server.Port, proxy.Port)
            .CreateHttpClient(TimeProvider.System, Quick);
        FollowedNotes notes = new(proxy, http, book);
        notes._running = notes._reflector.RunAsync(notes._stop.Token);
        return notes;
    }

    public Task SyncedAsync() => Store.Synced.WaitAsync(Patience);

    /// <summary>Within the time, the store holds what the server lists.</summary>
    public Task EqualsListAsync(TimeSpan within) =>
        Eventually.HoldsAsync(
            async () => NoteBook.Identities(Store.List()).ShouldBe(await _book.ListAsync()),
            within
        );

    public Task EventuallyAsync(Action assertion) =>
        Eventually.HoldsAsync(
            () =>
            {
                assertion();
                return Task.CompletedTask;
            },
            Patience
        );

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => _running);
        _http.Dispose();
        await Proxy.DisposeAsync();
        _stop.Dispose();
    }

    private static ClusterConnection Proxied(string kubeconfig, int port, int proxyPort)
    {
        string file = $"{kubeconfig}-{proxyPort}";
        File.WriteAllText(
            file,
            File.ReadAllText(kubeconfig)
                .Replace($"127.0.0.1:{port}", $"127.0.0.1:{proxyPort}", StringComparison.Ordinal)
        );
        return Kubeconfig.Load(file).Connect();
    }
}
