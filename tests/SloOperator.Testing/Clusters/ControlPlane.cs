using SloOperator.Testing.Processes;

namespace SloOperator.Testing.Clusters;

/// <summary>A real API server for tests: etcd and kube-apiserver started for them, or a cluster that runs already.</summary>
public sealed class ControlPlane : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly ClusterCertificates? _certificates;
    private readonly EtcdServer? _etcd;
    private readonly ApiServer? _apiServer;
    private int _kubeconfigs;

    private ControlPlane(TemporaryFolder folder, Uri server, string kubeconfigFile)
    {
        _folder = folder;
        Server = server;
        KubeconfigFile = kubeconfigFile;
    }

    private ControlPlane(ApiServerPlan plan, EtcdServer etcd, ApiServer apiServer)
        : this(plan.Folder, apiServer.Url, plan.Folder.File("kubeconfig"))
    {
        (_certificates, _etcd, _apiServer) = (plan.Certificates, etcd, apiServer);
        File.WriteAllText(
            KubeconfigFile,
            KubeconfigText.WithToken(Server, AuthorityPem, plan.AdminToken)
        );
    }

    public Uri Server { get; }

    /// <summary>The administrator's, one file with all data inline.</summary>
    public string KubeconfigFile { get; }

    /// <summary>The cluster was there before the tests: it cannot be killed, and what tests leave in it stays.</summary>
    public bool IsExisting => _apiServer is null;

    /// <summary>What the API server wrote since its last start.</summary>
    public CapturedOutput ApiServerLog => Owned(_apiServer).Process.Errors;

    private string AuthorityPem => File.ReadAllText(Owned(_certificates).AuthorityFile);

    /// <summary>The existing cluster of KUBECONFIG when USE_EXISTING_CLUSTER is true, otherwise one of its own.</summary>
    public static Task<ControlPlane> StartAsync(ControlPlaneOptions? options = null) =>
        string.Equals(
            Environment.GetEnvironmentVariable("USE_EXISTING_CLUSTER"),
            "true",
            StringComparison.OrdinalIgnoreCase
        )
            ? AdoptAsync()
            : StartOwnAsync(options);

    /// <summary>Always a fresh one, which the test may kill, freeze and compact.</summary>
    public static async Task<ControlPlane> StartOwnAsync(ControlPlaneOptions? options = null)
    {
        options ??= new ControlPlaneOptions();
        ControlPlaneBinaries binaries = ControlPlaneBinaries.Find(
            Environment.GetEnvironmentVariable
        );
        TemporaryFolder folder = new();
        ClusterCertificates? certificates = null;
        EtcdServer? etcd = null;
        try
        {
            certificates = new ClusterCertificates(folder.File);
            etcd = await EtcdServer.StartAsync(binaries.Etcd, folder, options.StartDeadline);
            ApiServerPlan plan = new(binaries.ApiServer, folder, certificates, etcd.Url, options);
            return new ControlPlane(plan, etcd, await ApiServer.StartAsync(plan));
        }
        catch
        {
            await DisposeAllAsync(etcd, certificates, folder);
            throw;
        }
    }

    /// <summary>A kubeconfig for another user, by client certificate; the user may do what RBAC grants to it or its groups.</summary>
    public string WriteKubeconfig(string user, params IReadOnlyList<string> groups) =>
        Write(
            KubeconfigText.WithCertificate(
                Server,
                AuthorityPem,
                Owned(_certificates).IssueClient(user, groups)
            )
        );

    /// <summary>A kubeconfig for a user of <see cref="ControlPlaneOptions.Users"/>.</summary>
    public string WriteKubeconfig(TokenUser user) =>
        Write(KubeconfigText.WithToken(Server, AuthorityPem, user.Token));

    /// <summary>The administrator's kubeconfig, but by way of another port of this machine, where a proxy listens.</summary>
    public string WriteKubeconfigThrough(int port) =>
        Write(
            File.ReadAllText(KubeconfigFile)
                .Replace(
                    Server.GetLeftPart(UriPartial.Authority),
                    $"https://127.0.0.1:{port}",
                    StringComparison.Ordinal
                )
        );

    /// <summary>SIGKILL; connections break at once and etcd keeps what was written.</summary>
    public Task KillApiServerAsync() => Owned(_apiServer).Process.KillAsync();

    /// <summary>On the same port and etcd; returns when it is ready.</summary>
    public Task StartApiServerAgainAsync() => Owned(_apiServer).StartAgainAsync();

    /// <summary>SIGSTOP: connections stay open and nothing answers.</summary>
    public void FreezeApiServer() => Owned(_apiServer).Process.Freeze();

    public void ThawApiServer() => Owned(_apiServer).Process.Thaw();

    public void FreezeEtcd() => Owned(_etcd).Process.Freeze();

    public void ThawEtcd() => Owned(_etcd).Process.Thaw();

    /// <summary>Makes etcd forget every revision before now: watches and list tokens from older ones get 410 Gone.</summary>
    public Task CompactEtcdAsync(CancellationToken ct = default) => Owned(_etcd).CompactAsync(ct);

    /// <summary>Puts objects where the API server keeps them, past it: for more of them than it would take in time. A key is such as "/registry/group/plural/namespace/name".</summary>
    public Task PutStoredAsync(
        IEnumerable<KeyValuePair<string, byte[]>> objects,
        CancellationToken ct = default
    ) => Owned(_etcd).PutAsync(objects, ct);

    public async ValueTask DisposeAsync()
    {
        if (_apiServer is not null)
        {
            await _apiServer.DisposeAsync();
        }

        await DisposeAllAsync(_etcd, _certificates, _folder);
    }

    private static async Task<ControlPlane> AdoptAsync()
    {
        TemporaryFolder folder = new();
        try
        {
            // Several files in KUBECONFIG, and the files they name, become one.
            CommandResult config = await KubectlRunner
                .FromEnvironment()
                .RunAsync("config", "view", "--raw", "--minify", "--flatten");
            await File.WriteAllTextAsync(folder.File("kubeconfig"), config.Output);
            KubectlRunner kubectl = new(folder.File("kubeconfig"));
            CommandResult server = await kubectl.RunAsync(
                "config",
                "view",
                "-o",
                "jsonpath={.clusters[0].cluster.server}"
            );
            await kubectl.RunAsync("get", "--raw", "/readyz");
            return new ControlPlane(
                folder,
                new Uri(server.Output.Trim()),
                folder.File("kubeconfig")
            );
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static async Task DisposeAllAsync(
        EtcdServer? etcd,
        ClusterCertificates? certificates,
        TemporaryFolder folder
    )
    {
        if (etcd is not null)
        {
            await etcd.DisposeAsync();
        }

        certificates?.Dispose();
        folder.Dispose();
    }

    private static T Owned<T>(T? part)
        where T : class =>
        part
        ?? throw new InvalidOperationException(
            "USE_EXISTING_CLUSTER: this cluster is not the tests' own; use ControlPlane.StartOwnAsync."
        );

    private string Write(string kubeconfig)
    {
        string path = _folder.File($"kubeconfig-{Interlocked.Increment(ref _kubeconfigs)}");
        File.WriteAllText(path, kubeconfig);
        return path;
    }
}
