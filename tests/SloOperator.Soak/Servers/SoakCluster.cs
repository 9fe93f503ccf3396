using System.Globalization;
using System.Text;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Soak.Kinds;
using SloOperator.Testing.Clusters;

namespace SloOperator.Soak.Servers;

/// <summary>A control plane of its own with every kind, and a way to it that no fault touches.</summary>
internal sealed class SoakCluster : IAsyncDisposable
{
    private static readonly ResourceDefinition<PlainObject> Namespaces = new(
        "",
        "v1",
        "Namespace",
        "namespaces",
        Namespaced: false,
        PlainJson.Default.PlainObject
    );

    private static readonly ResourceDefinition<PlainObject> Definitions = new(
        "apiextensions.k8s.io",
        "v1",
        "CustomResourceDefinition",
        "customresourcedefinitions",
        Namespaced: false,
        PlainJson.Default.PlainObject
    );

    private readonly ControlPlane _controlPlane;
    private readonly ReadersAndRestart _gate = new();
    private readonly SemaphoreSlim _compaction = new(1);
    private int _redefinitions;
    private int _compactions;

    private SoakCluster(ControlPlane controlPlane)
    {
        _controlPlane = controlPlane;
        Http = Kubeconfig
            .Load(controlPlane.KubeconfigFile)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        Client = new KubeClient(Http, TimeProvider.System) { FieldManager = "soak" };
    }

    public HttpClient Http { get; }

    public KubeClient Client { get; }

    public int Port => _controlPlane.Server.Port;

    public string KubeconfigFile => _controlPlane.KubeconfigFile;

    /// <param name="definitions">The folder of our resource definitions.</param>
    public static async Task<SoakCluster> StartAsync(string definitions)
    {
        // Without its watch cache a kind is told 410 by a compaction alone; the others need more, as in production.
        ControlPlane controlPlane = await ControlPlane.StartOwnAsync(
            new ControlPlaneOptions { ApiServerFlags = ["--watch-cache-sizes=configmaps#0"] }
        );
        try
        {
            await DefineAsync(new KubectlRunner(controlPlane.KubeconfigFile), definitions);
            return new SoakCluster(controlPlane);
        }
        catch
        {
            await controlPlane.DisposeAsync();
            throw;
        }
    }

    public Task CreateNamespaceAsync(string name) =>
        new ResourceApi<PlainObject>(Client, Namespaces).CreateAsync(
            new PlainObject
            {
                ApiVersion = "v1",
                Kind = "Namespace",
                Metadata = new ObjectMeta { Name = name },
            },
            CancellationToken.None
        );

    /// <summary>The administrator's kubeconfig, but by way of another port of this machine.</summary>
    public string KubeconfigThrough(int port) => _controlPlane.WriteKubeconfigThrough(port);

    /// <summary>The server's store forgets all history.</summary>
    public async Task CompactAsync()
    {
        await _compaction.WaitAsync();
        try
        {
            // The same revision cannot be compacted twice.
            await _gate.ReadAsync(async () =>
            {
                await WriteAsync();
                await _controlPlane.CompactEtcdAsync();
            });
        }
        finally
        {
            _compaction.Release();
        }
    }

    /// <summary>Changes our definitions in nothing that matters: the server ends their watches and forgets their history.</summary>
    public Task RedefineAsync() =>
        _gate.ReadAsync(async () =>
        {
            string number = Interlocked
                .Increment(ref _redefinitions)
                .ToString(CultureInfo.InvariantCulture);
            var api = new ResourceApi<PlainObject>(Client, Definitions);
            foreach (SoakKind kind in SoakKinds.All.Where(kind => kind.Definition.Group.Length > 0))
            {
                string name = $"{kind.Definition.Plural}.{kind.Definition.Group}";
                await api.PatchAsync(
                    new ResourceName(null, name),
                    Redefinition(number),
                    CancellationToken.None
                );
            }
        });

    /// <summary>SIGKILL, and again on the same port; writes wait meanwhile.</summary>
    public Task RestartApiServerAsync() =>
        _gate.RestartAsync(async () =>
        {
            await _controlPlane.KillApiServerAsync();
            await _controlPlane.StartApiServerAgainAsync();
        });

    /// <summary>A request of the soak's own, which must not meet a restart.</summary>
    public Task<TResult> UndisturbedAsync<TResult>(Func<Task<TResult>> request) =>
        _gate.ReadAsync(request);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _compaction.Dispose();
        await _controlPlane.DisposeAsync();
    }

    private Task<PlainObject> WriteAsync()
    {
        string json =
            $$$"""{"metadata":{"annotations":{"soak.slo-operator.dev/compaction":"{{{++_compactions}}}"} } }""";
        return new ResourceApi<PlainObject>(Client, Namespaces).PatchAsync(
            new ResourceName(null, "default"),
            Patch.Merge(Encoding.UTF8.GetBytes(json)),
            CancellationToken.None
        );
    }

    private static Patch Redefinition(string number) =>
        Patch.Json(
            Encoding.UTF8.GetBytes(
                $$"""[{"op":"add","path":"/spec/versions/0/schema/openAPIV3Schema/description","value":"number {{number}}"}]"""
            )
        );

    private static async Task DefineAsync(KubectlRunner kubectl, string definitions)
    {
        string[] files =
        [
            .. Directory.GetFiles(definitions, "*.yaml").SelectMany(file => new[] { "-f", file }),
        ];
        // The oldest supported API server knows no x-kubernetes-validations, and kubectl's check of it would refuse the file.
        await kubectl.RunAsync(["apply", "--validate=false", .. files]);
        await kubectl.ApplyAsync(SoakKinds.WidgetDefinition);
        await kubectl.RunAsync(
            "wait",
            "--for=condition=Established",
            "--timeout=60s",
            "crd",
            "--all"
        );
    }
}
