using System.Text.Json;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Program;
using SloOperator.Testing;
using SloOperator.Testing.Clusters;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Resilience;

/// <summary>A control plane that a class of tests may kill, with our CRDs, and a Prometheus.</summary>
public class OwnCluster : IAsyncLifetime
{
    private readonly SteadyShop _shop = new();
    private ControlPlane? _cluster;
    private KubectlRunner? _kubectl;

    public ControlPlane Cluster => _cluster ?? throw NotStarted();

    public KubectlRunner Kubectl => _kubectl ?? throw NotStarted();

    protected virtual ControlPlaneOptions Options => new();

    public string PrometheusUrl => _shop.Url;

    public virtual async Task InitializeAsync()
    {
        Task history = _shop.InitializeAsync();
        _cluster = await ControlPlane.StartOwnAsync(Options);
        _kubectl = new KubectlRunner(_cluster.KubeconfigFile);
        await ControlPlaneFixture.ApplyResourceDefinitionsAsync(Kubectl);
        await history;
    }

    public virtual async Task DisposeAsync()
    {
        await _shop.DisposeAsync();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    public Task CreateNamespaceAsync(string name) => Kubectl.RunAsync("create", "namespace", name);

    internal Task ApplyAsync(params IReadOnlyList<SloManifest> slos) =>
        Kubectl.ApplyAsync(string.Join("\n---\n", slos));

    internal async Task<StatusText> ReadAsync(SloManifest slo)
    {
        CommandResult found = await Kubectl.RunAsync(
            "get",
            "teamslo",
            slo.Name,
            "-n",
            slo.Namespace,
            "-o",
            "json"
        );
        return new StatusText(JsonDocument.Parse(found.Output).RootElement);
    }

    /// <summary>Waits until the status is that of the present spec and as it should be, and returns it.</summary>
    internal async Task<StatusText> StatusAsync(
        SloManifest slo,
        Action<StatusText> assertion,
        TimeSpan deadline
    )
    {
        StatusText? found = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                StatusText status = await ReadAsync(slo);
                status.ObservedGeneration.ShouldBe(status.Generation);
                assertion(status);
                found = status;
            },
            deadline
        );
        return found!;
    }

    private static InvalidOperationException NotStarted() =>
        new("The cluster is not started; xunit starts it before the first test.");
}
