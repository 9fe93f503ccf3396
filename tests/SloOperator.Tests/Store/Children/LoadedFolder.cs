using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Store;
using SloOperator.Telemetry;

namespace SloOperator.Tests.Store.Children;

/// <summary>A folder and its store, as the operator holds them.</summary>
internal sealed class LoadedFolder
{
    private readonly ManifestFolder _folder;
    private readonly FolderStore<Gadget> _store;

    public LoadedFolder(string root)
    {
        _folder = new ManifestFolder(
            root,
            TimeProvider.System,
            new HealthState(),
            NullLoggerFactory.Instance
        );
        _store = new FolderStore<Gadget>(_folder, GadgetJson.Gadgets);
        _store.Changed += Changed.Add;
    }

    public List<ResourceName> Changed { get; } = [];

    public int Count => _store.List().Count;

    public void Look() => _folder.Look();
}
