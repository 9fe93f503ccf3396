using System.Collections.Concurrent;
using SloOperator.Testing.Clusters;

namespace SloOperator.EndToEnd.Tests.Fixtures;

/// <summary>One control plane with the project's CRDs, shared by the tests of a collection; each test keeps to a namespace of its own.</summary>
public sealed class ControlPlaneFixture : IAsyncLifetime
{
    // What an existing cluster keeps from an earlier run must not meet this one.
    private readonly string _run = Guid.NewGuid().ToString("N")[..6];
    private readonly ConcurrentQueue<string> _namespaces = new();
    private ControlPlane? _cluster;
    private KubectlRunner? _kubectl;

    public ControlPlane Cluster => _cluster ?? throw NotStarted();

    public KubectlRunner Kubectl => _kubectl ?? throw NotStarted();

    public async Task InitializeAsync()
    {
        _cluster = await ControlPlane.StartAsync();
        _kubectl = new KubectlRunner(_cluster.KubeconfigFile);
        await ApplyResourceDefinitionsAsync(Kubectl);
    }

    /// <summary>Applies crds/*.yaml and waits until the API server serves them; for a test that started a control plane of its own.</summary>
    public static async Task ApplyResourceDefinitionsAsync(KubectlRunner kubectl)
    {
        string folder = RepositoryRoot.File("crds");
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml") : [];
        if (files.Length == 0)
        {
            return;
        }

        // The oldest supported API server knows no x-kubernetes-validations, and kubectl's check of it would refuse the file.
        string[] named = [.. files.SelectMany(file => new[] { "-f", file })];
        await kubectl.RunAsync(["apply", "--validate=false", .. named]);
        await kubectl.RunAsync(["wait", "--for=condition=Established", "--timeout=30s", .. named]);
    }

    /// <summary>A new namespace, unique in the cluster, whose name begins with the prefix.</summary>
    public async Task<string> CreateNamespaceAsync(string prefix)
    {
        string name = $"{prefix}-{_run}-{_namespaces.Count}-{Guid.NewGuid().ToString("N")[..4]}";
        await Kubectl.RunAsync("create", "namespace", name);
        _namespaces.Enqueue(name);
        return name;
    }

    public async Task DisposeAsync()
    {
        if (_cluster is null)
        {
            return;
        }

        if (_cluster.IsExisting && !_namespaces.IsEmpty)
        {
            await Kubectl.RunAsync(["delete", "namespace", "--wait=false", .. _namespaces]);
        }

        await _cluster.DisposeAsync();
    }

    private static InvalidOperationException NotStarted() =>
        new("The control plane is not started; xunit starts it before the first test.");
}
