using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Store;
using SloOperator.Telemetry;
using SloOperator.Testing;

namespace SloOperator.Tests.Store;

/// <summary>A store over a folder of its own, looked at only when a test says so.</summary>
public abstract class FolderStoreScenario : IDisposable
{
    private protected static readonly DateTimeOffset Start = new(
        2026,
        11,
        20,
        12,
        0,
        0,
        TimeSpan.Zero
    );
    private protected static readonly ResourceName Shop = new("default", "shop");

    protected FolderStoreScenario() => (Folder, Store) = Open();

    private protected TemporaryFolder Temporary { get; } = new();

    private protected ManualTimeProvider Time { get; } = new(Start);

    private protected HealthState Health { get; } = new();

    private protected List<ResourceName> Changed { get; } = [];

    private protected ManifestFolder Folder { get; private set; }

    private protected FolderStore<Gadget> Store { get; private set; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Folder.Dispose();
        Temporary.Dispose();
    }

    private protected string Write(
        string file,
        string name,
        string spec,
        string moreMetadata = ""
    ) =>
        Temporary.Write(
            file,
            $"apiVersion: test.dev/v1\nkind: Gadget\nmetadata:\n  name: {name}\n{moreMetadata}spec:\n  {spec}\n"
        );

    private protected void Settle()
    {
        Folder.Look();
        Folder.Look();
    }

    private protected Gadget Value(ResourceName name)
    {
        Decoded<Gadget> found = Store.Find(name).ShouldNotBeNull();
        found.Error.ShouldBeNull();
        return found.Value!;
    }

    private protected void Apply(string phase) =>
        ApplyAsync(Value(Shop), phase).IsCompletedSuccessfully.ShouldBeTrue();

    private protected Task<bool> ApplyAsync(Gadget target, string phase) =>
        Store.ApplyStatusAsync(
            target.Metadata,
            new GadgetStatus { Phase = phase },
            GadgetJson.Default.GadgetStatus,
            CancellationToken.None
        );

    private protected void Reopen()
    {
        Folder.Dispose();
        (Folder, Store) = Open();
    }

    private (ManifestFolder Folder, FolderStore<Gadget> Store) Open()
    {
        var folder = new ManifestFolder(Temporary.Root, Time, Health, NullLoggerFactory.Instance);
        var store = new FolderStore<Gadget>(folder, GadgetJson.Gadgets);
        store.Changed += Changed.Add;
        return (folder, store);
    }
}
