using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Testing.Clusters;
using SloOperator.Testing.Processes;

namespace SloOperator.Benchmarks.Servers;

/// <summary>A real API server with the project's resource definitions, and the operator's own client to it.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly ControlPlane _controlPlane;
    private readonly KubectlRunner _kubectl;
    private readonly HttpClient _http;

    private BenchCluster(ControlPlane controlPlane, KubectlRunner kubectl)
    {
        _controlPlane = controlPlane;
        _kubectl = kubectl;
        _http = Kubernetes
            .Auth.Kubeconfig.Load(controlPlane.KubeconfigFile)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        var client = new KubeClient(_http, TimeProvider.System)
        {
            FieldManager = "slo-operator-bench",
        };
        TeamSlos = new ResourceApi<TeamSlo>(client, ResourceKinds.TeamSlo);
        Endpoints = new ResourceApi<PrometheusEndpoint>(client, ResourceKinds.PrometheusEndpoint);
    }

    public string KubeconfigFile => _controlPlane.KubeconfigFile;

    public int Port => _controlPlane.Server.Port;

    public ResourceApi<TeamSlo> TeamSlos { get; }

    public ResourceApi<PrometheusEndpoint> Endpoints { get; }

    /// <summary>Always a fresh one, so that earlier objects are not counted.</summary>
    public static async Task<BenchCluster> StartAsync(
        string definitions,
        params IReadOnlyList<string> namespaces
    )
    {
        ControlPlane controlPlane = await ControlPlane.StartOwnAsync();
        var kubectl = new KubectlRunner(controlPlane.KubeconfigFile);
        string[] files =
        [
            .. Directory.GetFiles(definitions, "*.yaml").SelectMany(file => new[] { "-f", file }),
        ];
        await kubectl.RunAsync(["apply", "--validate=false", .. files]);
        await kubectl.RunAsync(["wait", "--for=condition=Established", "--timeout=30s", .. files]);
        foreach (string ns in namespaces)
        {
            await kubectl.RunAsync("create", "namespace", ns);
        }

        return new BenchCluster(controlPlane, kubectl);
    }

    /// <summary>The administrator's kubeconfig, but by way of another port of this machine.</summary>
    public string KubeconfigThrough(int port) => _controlPlane.WriteKubeconfigThrough(port);

    /// <summary>A token of an account that may read the TeamSLOs of its namespace, as a pipeline has one.</summary>
    public async Task<string> PipelineTokenAsync(string ns)
    {
        const string Account = "pipeline";
        await _kubectl.RunAsync("create", "serviceaccount", Account, "-n", ns);
        await _kubectl.RunAsync(
            "create",
            "role",
            Account,
            "--verb=get",
            "--resource=teamslos.slo-operator.dev",
            "-n",
            ns
        );
        await _kubectl.RunAsync(
            "create",
            "rolebinding",
            Account,
            $"--role={Account}",
            $"--serviceaccount={ns}:{Account}",
            "-n",
            ns
        );
        CommandResult made = await _kubectl.RunAsync(
            "create",
            "token",
            Account,
            "--audience=slo-operator",
            "-n",
            ns
        );
        return made.Output.Trim();
    }

    /// <summary>Past the API server, which would take minutes for very many.</summary>
    public Task StoreAsync(IEnumerable<KeyValuePair<string, byte[]>> objects) =>
        _controlPlane.PutStoredAsync(objects);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _controlPlane.DisposeAsync();
    }
}
