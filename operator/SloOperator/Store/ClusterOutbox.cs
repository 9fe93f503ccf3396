using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Store;

/// <summary>ReliabilityTickets as objects of a cluster; the API server compares the versions of two writers.</summary>
/// <param name="store">What was last heard of them.</param>
/// <param name="api">What they are now.</param>
internal sealed class ClusterOutbox(
    ClusterStore<ReliabilityTicket> store,
    ResourceApi<ReliabilityTicket> api
) : IOutboxStore
{
    [SuppressMessage("Design", "MA0046", Justification = "As the port has it.")]
    public event Action<ResourceName>? Changed
    {
        add => store.Changed += value;
        remove => store.Changed -= value;
    }

    [SuppressMessage("Design", "MA0046", Justification = "As the port has it.")]
    public event Action<ResourceName>? Updated
    {
        add => store.Updated += value;
        remove => store.Updated -= value;
    }

    public Task Synced => store.Synced;

    public IReadOnlyCollection<Decoded<ReliabilityTicket>> List() => store.List();

    public Decoded<ReliabilityTicket>? Find(ResourceName name) => store.Find(name);

    public Task RunAsync(CancellationToken ct) => store.RunAsync(ct);

    public Task<bool> ApplyStatusAsync<TStatus>(
        ObjectMeta target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    ) => store.ApplyStatusAsync(target, status, type, ct);

    public Task<ReliabilityTicket?> ReadAsync(ResourceName name, CancellationToken ct) =>
        api.GetAsync(name, ct);

    public async Task<ReliabilityTicket?> CreateAsync(
        ReliabilityTicket ticket,
        CancellationToken ct
    )
    {
        try
        {
            return await api.CreateAsync(Typed(ticket), ct);
        }
        catch (KubeException ex) when (ex.IsAlreadyExists)
        {
            return null;
        }
    }

    public Task<ReliabilityTicket?> WriteSpecAsync(
        ReliabilityTicket changed,
        CancellationToken ct
    ) => UnlessLateAsync(api.UpdateAsync(Typed(changed), ct));

    public Task<ReliabilityTicket?> WriteStatusAsync(
        ReliabilityTicket changed,
        CancellationToken ct
    ) => UnlessLateAsync(api.UpdateStatusAsync(Typed(changed), ct));

    public async Task<bool> DeleteAsync(ReliabilityTicket seen, CancellationToken ct)
    {
        var only = new DeleteOptions
        {
            Uid = seen.Metadata.Uid,
            ResourceVersion = seen.Metadata.ResourceVersion,
        };
        try
        {
            await api.DeleteAsync(ResourceName.Of(seen.Metadata), only, ct);
            return true;
        }
        catch (KubeException ex) when (ex.IsConflict)
        {
            return false;
        }
    }

    private static async Task<ReliabilityTicket?> UnlessLateAsync(Task<ReliabilityTicket> write)
    {
        try
        {
            return await write;
        }
        catch (KubeException ex) when (ex.IsConflict || ex.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>The items of a list do not say what they are, and a write must.</summary>
    private ReliabilityTicket Typed(ReliabilityTicket ticket) =>
        ticket with
        {
            ApiVersion = api.Definition.ApiVersion,
            Kind = api.Definition.Kind,
        };
}
