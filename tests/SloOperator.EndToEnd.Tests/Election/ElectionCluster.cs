using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing.Clusters;

namespace SloOperator.EndToEnd.Tests.Election;

/// <summary>A control plane that candidates in this process compete on, and that tests kill and freeze.</summary>
public sealed class ElectionCluster : IAsyncLifetime
{
    private ControlPlane? _cluster;
    private ClusterConnection? _connection;
    private HttpClient? _http;
    private ResourceApi<Lease>? _leases;

    public ControlPlane Cluster => _cluster ?? throw NotStarted();

    public ClusterConnection Connection => _connection ?? throw NotStarted();

    public KubectlRunner Kubectl => new(Cluster.KubeconfigFile);

    public async Task InitializeAsync()
    {
        _cluster = await ControlPlane.StartOwnAsync();
        _connection = Kubeconfig.Load(_cluster.KubeconfigFile).Connect();
        _http = _connection.CreateHttpClient(TimeProvider.System);
        _leases = new ResourceApi<Lease>(
            new KubeClient(_http, TimeProvider.System),
            Lease.Definition
        );
    }

    public Task CreateNamespaceAsync(string name) => Kubectl.RunAsync("create", "namespace", name);

    /// <summary>Who wrote in the namespace, in the order in which the server took the writes; one entry for all that came in a row.</summary>
    internal async Task<IReadOnlyList<string>> TermsAsync(string ns)
    {
        ListPage<Lease> written = await (_leases ?? throw NotStarted()).ListAllAsync(
            new ListOptions { Namespace = ns },
            CancellationToken.None
        );
        List<string> terms = [];
        foreach (
            Decoded<Lease> write in written
                .Items.Where(item => item.Name.Name != Candidate.LeaseName)
                .OrderBy(item =>
                    ulong.Parse(
                        item.Metadata.ResourceVersion!,
                        System.Globalization.CultureInfo.InvariantCulture
                    )
                )
        )
        {
            string writer = write.Value!.Spec!.HolderIdentity!;
            if (terms.Count == 0 || terms[^1] != writer)
            {
                terms.Add(writer);
            }
        }

        return terms;
    }

    public async Task DisposeAsync()
    {
        _http?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    private static InvalidOperationException NotStarted() =>
        new("The cluster is not started; xunit starts it before the first test.");
}
