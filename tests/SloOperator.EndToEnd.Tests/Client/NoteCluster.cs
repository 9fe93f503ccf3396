using SloOperator.Kubernetes.Auth;
using SloOperator.Testing.Clusters;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>A control plane that a class of tests may kill, freeze and compact, with namespaces to write Notes in.</summary>
public abstract class NoteCluster(ControlPlaneOptions options) : IAsyncLifetime
{
    private ControlPlane? _cluster;
    private HttpClient? _http;
    private int _namespaces;

    public ControlPlane Cluster => _cluster ?? throw NotStarted();

    public KubectlRunner Kubectl => new(Cluster.KubeconfigFile);

    /// <summary>The administrator's, to the API server itself.</summary>
    public HttpClient Http => _http ?? throw NotStarted();

    public virtual async Task InitializeAsync()
    {
        _cluster = await ControlPlane.StartOwnAsync(options);
        _http = Kubeconfig
            .Load(_cluster.KubeconfigFile)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        _http?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    /// <summary>In a namespace of its own, with one Note in it.</summary>
    internal async Task<NoteBook> OpenBookAsync()
    {
        string ns = $"notes-{Interlocked.Increment(ref _namespaces)}";
        await Kubectl.RunAsync("create", "namespace", ns);
        NoteBook book = new(Http, ns);
        await book.CreateAsync("first");
        return book;
    }

    private static InvalidOperationException NotStarted() =>
        new("The cluster is not started; xunit starts it before the first test.");
}
