using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Watch;

namespace SloOperator.Store;

/// <summary>The objects of one kind in a cluster: in all namespaces, or in those it is given.</summary>
internal sealed class ClusterStore<T> : IResourceStore<T>
    where T : class, IKubernetesObject
{
    private readonly ResourceApi<T> _api;
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
        _api = new ResourceApi<T>(client, definition);
        string[] scopes =
            definition.Namespaced && namespaces.Count > 0
                ? [.. namespaces.Distinct(StringComparer.Ordinal)]
                : [""];
        _byNamespace = scopes.ToDictionary(
            scope => scope,
            scope => reflect(_api, scope.Length == 0 ? null : scope),
            StringComparer.Ordinal
        );
        Synced = Task.WhenAll(_byNamespace.Values.Select(reflector => reflector.Store.Synced));
        foreach (Reflector<T> reflector in _byNamespace.Values)
        {
            reflector.Store.Changed += Raise;
        }
    }

    public event Action<ResourceName>? Changed;

    /// <summary>Raised also for what <see cref="Changed"/> leaves out.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "There is one sender; the argument is the whole message."
    )]
    public event Action<ResourceName>? Updated;

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

    /// <summary>At the version the store has seen, if it is still the same object: a status never lands on a successor of the same name.</summary>
    public Task<bool> ApplyStatusAsync<TStatus>(
        ObjectMeta target,
        TStatus status,
        JsonTypeInfo<TStatus> type,
        CancellationToken ct
    )
    {
        ObjectMeta current = Find(ResourceName.Of(target))?.Metadata ?? target;
        return current.Uid == target.Uid
            ? _api.ApplyStatusAsync(current, status, type, ct)
            : Task.FromResult(false);
    }

    /// <summary>Writes of a status, our own above all, change nothing that a controller acts on.</summary>
    private void Raise(StoreChange<T> change)
    {
        Updated?.Invoke(change.Name);
        if (change.IsMaterial)
        {
            Changed?.Invoke(change.Name);
        }
    }
}
