using System.Text.Json.Serialization.Metadata;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Watch;

namespace SloOperator.Store;

/// <summary>The objects of one kind in a cluster: in all namespaces, or in those it is given.</summary>
internal sealed class ClusterStore<T> : IResourceStore<T>
    where T : class, IKubernetesObject
{
    /// <summary>Somebody who writes the spec all the time must not keep one worker for ever: the reconcile is tried again later.</summary>
    private const int MaxAttempts = 5;

    private readonly ResourceDefinition<T> _definition;
    private readonly ResourceApi<StatusReceipt> _statuses;
    private readonly Dictionary<string, Reflector<T>> _byNamespace;

    /// <param name="client">The API server's.</param>
    /// <param name="definition">The kind.</param>
    /// <param name="namespaces">Empty for all, and of no meaning for a cluster-scoped kind.</param>
    /// <param name="reflect">Makes the reflector of one namespace, or of all when it is given null.</param>
    public ClusterStore(
        KubeClient client,
        ResourceDefinition<T> definition,
        IReadOnlyCollection<string> namespaces,
        Func<ResourceApi<T>, string?, Reflector<T>> reflect
    )
    {
        _definition = definition;
        _statuses = new ResourceApi<StatusReceipt>(client, ReceiptOf(definition));
        var api = new ResourceApi<T>(client, definition);
        string[] scopes =
            definition.Namespaced && namespaces.Count > 0
                ? [.. namespaces.Distinct(StringComparer.Ordinal)]
                : [""];
        _byNamespace = scopes.ToDictionary(
            scope => scope,
            scope => reflect(api, scope.Length == 0 ? null : scope),
            StringComparer.Ordinal
        );
        Synced = Task.WhenAll(_byNamespace.Values.Select(reflector => reflector.Store.Synced));
        foreach (Reflector<T> reflector in _byNamespace.Values)
        {
            reflector.Store.Changed += Raise;
        }
    }

    public event Action<ResourceName>? Changed;

    public Task Synced { get; }

    public IReadOnlyCollection<Decoded<T>> List() =>
        [.. _byNamespace.Values.SelectMany(reflector => reflector.Store.List())];

    public Decoded<T>? Find(ResourceName name) =>
        (
            _byNamespace.GetValueOrDefault(name.Namespace ?? "")
            ?? _byNamespace.GetValueOrDefault("")
        )?.Store.Find(name);

    /// <summary>Ends by cancellation. A failure of one reflector ends all: half a store would look like a whole one.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] running =
        [
            .. _byNamespace.Values.Select(reflector => reflector.RunAsync(together.Token)),
        ];
        await Task.WhenAny(running);
        await together.CancelAsync();
        await Task.WhenAll(running);
    }

    public Task<bool> ApplyStatusAsync<TStatus>(
        T target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    ) => ApplyStatusAsync(target.Metadata, status, type, ct);

    /// <summary>For an object that could not be decoded, too.</summary>
    public async Task<bool> ApplyStatusAsync<TStatus>(
        ObjectMeta target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    )
    {
        byte[] json = KubeJson.Encode(status, type);
        ResourceName name = ResourceName.Of(target);
        ObjectMeta? current = Find(name)?.Metadata ?? target;
        for (int attempt = 1; current is not null && IsSame(current, target); attempt++)
        {
            try
            {
                await _statuses.PatchAsync(name, StatusPatch.For(_definition, current, json), ct);
                return true;
            }
            catch (KubeException ex) when (ex.IsNotFound)
            {
                return false;
            }
            catch (KubeException ex) when (ex.IsConflict && attempt < MaxAttempts)
            {
                // It changed since we saw it: look whether it is still the same object.
                current = (await _statuses.GetAsync(name, ct))?.Metadata;
            }
        }

        return false;
    }

    private static bool IsSame(ObjectMeta left, ObjectMeta right) =>
        string.Equals(left.Uid, right.Uid, StringComparison.Ordinal);

    private static ResourceDefinition<StatusReceipt> ReceiptOf(ResourceDefinition<T> definition) =>
        new(
            definition.Group,
            definition.Version,
            definition.Kind,
            definition.Plural,
            definition.Namespaced,
            StoreJsonContext.Default.StatusReceipt
        );

    /// <summary>Writes of a status, our own above all, change nothing that a controller acts on.</summary>
    private void Raise(StoreChange<T> change)
    {
        if (change.IsMaterial)
        {
            Changed?.Invoke(change.Name);
        }
    }
}
