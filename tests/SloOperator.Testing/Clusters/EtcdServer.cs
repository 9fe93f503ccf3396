using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SloOperator.Testing.Processes;

namespace SloOperator.Testing.Clusters;

/// <summary>A single etcd that may lose its data with the machine: nothing waits for the disk.</summary>
internal sealed class EtcdServer : IAsyncDisposable
{
    /// <summary>etcd's own limit.</summary>
    private const int OperationsPerTransaction = 128;

    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private EtcdServer(ChildProcess process, Uri url)
    {
        _process = process;
        Url = url;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = url };
    }

    public Uri Url { get; }

    public ChildProcess Process => _process;

    public static Task<EtcdServer> StartAsync(
        string program,
        TemporaryFolder folder,
        TimeSpan deadline
    ) =>
        ServerStartException.RetryOnTakenPortAsync(() => StartOnceAsync(program, folder, deadline));

    /// <summary>Forgets every older revision, so that a watch from one of them is told 410 Gone.</summary>
    public async Task CompactAsync(CancellationToken ct)
    {
        using HttpResponseMessage range = await _http.PostAsJsonAsync(
            "v3/kv/range",
            new { key = "AA==", limit = "1" },
            ct
        );
        JsonElement body = await range
            .EnsureSuccessStatusCode()
            .Content.ReadFromJsonAsync<JsonElement>(ct);
        string? revision = body.GetProperty("header").GetProperty("revision").GetString();
        using HttpResponseMessage compaction = await _http.PostAsJsonAsync(
            "v3/kv/compaction",
            new { revision, physical = true },
            ct
        );
        compaction.EnsureSuccessStatusCode();
    }

    /// <summary>Puts all of them, many in one transaction.</summary>
    public async Task PutAsync(
        IEnumerable<KeyValuePair<string, byte[]>> entries,
        CancellationToken ct
    )
    {
        foreach (KeyValuePair<string, byte[]>[] some in entries.Chunk(OperationsPerTransaction))
        {
            var puts = some.Select(entry => new
            {
                requestPut = new { key = Encoding.UTF8.GetBytes(entry.Key), value = entry.Value },
            });
            using HttpResponseMessage answer = await _http.PostAsJsonAsync(
                "v3/kv/txn",
                new { success = puts },
                ct
            );
            answer.EnsureSuccessStatusCode();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
    }

    private static async Task<EtcdServer> StartOnceAsync(
        string program,
        TemporaryFolder folder,
        TimeSpan deadline
    )
    {
        int port = LoopbackPort.Next();
        Uri url = new($"http://127.0.0.1:{port}");
        Uri peer = new($"http://127.0.0.1:{LoopbackPort.Next()}");
        ChildProcessOptions options = new()
        {
            Arguments = Arguments(url, peer, folder.File($"etcd-{port}")),
            LogFile = folder.File("etcd.log"),
        };
        EtcdServer server = new(ChildProcess.Start(program, options), url);
        try
        {
            await Readiness.WaitAsync(
                server._process,
                deadline,
                ct => Readiness.IsOkAsync(server._http, new Uri(url, "health"), ct)
            );
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static string[] Arguments(Uri url, Uri peer, string folder) =>
        [
            "--unsafe-no-fsync",
            $"--data-dir={folder}",
            $"--listen-client-urls={Plain(url)}",
            $"--advertise-client-urls={Plain(url)}",
            $"--listen-peer-urls={Plain(peer)}",
            $"--initial-advertise-peer-urls={Plain(peer)}",
            $"--initial-cluster=default={Plain(peer)}",
        ];

    private static string Plain(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
