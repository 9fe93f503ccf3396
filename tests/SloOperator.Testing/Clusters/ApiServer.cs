using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SloOperator.Testing.Processes;

namespace SloOperator.Testing.Clusters;

/// <summary>A kube-apiserver that can be killed and started again on the same port and the same etcd.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly string _program;
    private readonly ChildProcessOptions _start;
    private readonly TimeSpan _deadline;
    private readonly HttpClient _http;

    private ApiServer(
        string program,
        Uri url,
        ChildProcessOptions start,
        (TimeSpan Deadline, HttpClient Http) probe
    )
    {
        _program = program;
        _start = start;
        (_deadline, _http) = probe;
        Url = url;
        Process = ChildProcess.Start(program, start);
    }

    public Uri Url { get; }

    public ChildProcess Process { get; private set; }

    public static Task<ApiServer> StartAsync(ApiServerPlan plan) =>
        ServerStartException.RetryOnTakenPortAsync(async () =>
        {
            int port = LoopbackPort.Next();
            Uri url = new($"https://127.0.0.1:{port}");
            ChildProcessOptions start = new()
            {
                Arguments = plan.Arguments(port),
                LogFile = plan.Folder.File("kube-apiserver.log"),
            };
            ApiServer server = new(plan.Program, url, start, (plan.Deadline, CreateClient(plan)));
            try
            {
                await server.WaitUntilReadyAsync();
                return server;
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        });

    public async Task StartAgainAsync()
    {
        await Process.DisposeAsync();
        Process = ChildProcess.Start(_program, _start);
        await WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _http.Dispose();
    }

    // The default namespace is made by a hook that /readyz does not wait for.
    private Task WaitUntilReadyAsync() =>
        Readiness.WaitAsync(
            Process,
            _deadline,
            async ct =>
                await Readiness.IsOkAsync(_http, new Uri(Url, "readyz"), ct)
                && await Readiness.IsOkAsync(_http, new Uri(Url, "api/v1/namespaces/default"), ct)
                && await HasSystemNamespaceAsync(ct)
        );

    /// <summary>By its uid the operator knows the cluster. The API server makes it too, but where its first attempt comes too early only a minute later.</summary>
    private async Task<bool> HasSystemNamespaceAsync(CancellationToken ct)
    {
        using var wanted = new StringContent(
            """{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "kube-system"}}""",
            Encoding.UTF8,
            "application/json"
        );
        using HttpResponseMessage made = await _http.PostAsync(
            new Uri(Url, "api/v1/namespaces"),
            wanted,
            ct
        );
        return made.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict;
    }

    private static HttpClient CreateClient(ApiServerPlan plan)
    {
        HttpClient http = new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                SslOptions = plan.Certificates.ClientOptions(),
            }
        );
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            plan.AdminToken
        );
        return http;
    }
}
