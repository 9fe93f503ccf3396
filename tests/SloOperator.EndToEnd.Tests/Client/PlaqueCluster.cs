using System.Text.Json;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Testing;
using SloOperator.Testing.Clusters;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>Plaques in a cluster.</summary>
public sealed class PlaqueCluster : IAsyncLifetime
{
    public const string Operator = "plaque-operator";

    private ControlPlane? _cluster;
    private HttpClient? _http;
    private KubectlRunner? _kubectl;
    private int _plaques;

    internal ResourceApi<Plaque> Api => new(Client(Operator), Plaque.Definition);

    private KubectlRunner Kubectl =>
        _kubectl ?? throw new InvalidOperationException("xunit starts the cluster first.");

    public async Task InitializeAsync()
    {
        _cluster = await ControlPlane.StartOwnAsync();
        _kubectl = new KubectlRunner(_cluster.KubeconfigFile);
        _http = Kubeconfig
            .Load(_cluster.KubeconfigFile)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        await Kubectl.ApplyAsync(Plaque.ResourceDefinitionYaml);
        await Eventually.HoldsAsync(() => CreateAsync(), TimeSpan.FromSeconds(60));
    }

    public async Task DisposeAsync()
    {
        _http?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    internal Task<Plaque> CreateAsync(string? name = null) =>
        new ResourceApi<Plaque>(Client("user"), Plaque.Definition).CreateAsync(
            new Plaque
            {
                Metadata = new ObjectMeta
                {
                    Namespace = "default",
                    Name = name ?? $"plaque-{Interlocked.Increment(ref _plaques)}",
                },
                Spec = new PlaqueText("as created"),
            },
            CancellationToken.None
        );

    internal Task<Plaque?> ReadAsync(Plaque plaque) =>
        Api.GetAsync(ResourceName.Of(plaque.Metadata), CancellationToken.None);

    internal Task DeleteAsync(Plaque plaque) =>
        Api.DeleteAsync(ResourceName.Of(plaque.Metadata), null, CancellationToken.None);

    internal Task<Plaque> WriteSpecAsync(Plaque plaque, string text) =>
        new ResourceApi<Plaque>(Client("user"), Plaque.Definition).UpdateAsync(
            plaque with
            {
                Spec = new PlaqueText(text),
            },
            CancellationToken.None
        );

    internal Task<bool> ApplyAsync(ObjectMeta target, string text) =>
        Api.ApplyStatusAsync(
            target,
            new PlaqueText(text),
            PlaqueJson.Default.PlaqueText,
            CancellationToken.None
        );

    /// <summary>The entry of metadata.managedFields of this manager.</summary>
    internal async Task<JsonElement> OwnedAsync(Plaque plaque, string manager)
    {
        CommandResult found = await Kubectl.RunAsync(
            "get",
            "--raw",
            $"/apis/shop.example/v1/namespaces/default/plaques/{plaque.Metadata.Name}"
        );
        return JsonDocument
            .Parse(found.Output)
            .RootElement.GetProperty("metadata")
            .GetProperty("managedFields")
            .EnumerateArray()
            .Single(entry => entry.GetProperty("manager").GetString() == manager);
    }

    private KubeClient Client(string fieldManager) =>
        new(
            _http ?? throw new InvalidOperationException("xunit starts the cluster first."),
            TimeProvider.System
        )
        {
            FieldManager = fieldManager,
        };
}
