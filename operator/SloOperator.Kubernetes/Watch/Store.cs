using System.Diagnostics.CodeAnalysis;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Watch;

/// <summary>The last known state of the objects of one kind; read from any thread, written by one reflector.</summary>
public sealed class Store<T>
    where T : class, IKubernetesObject
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _synced = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private Dictionary<ResourceName, Decoded<T>> _objects = [];

    /// <summary>Raised on the reflector's own turn after the store holds the change; a handler must be quick, and what it throws ends the reflector.</summary>
    [SuppressMessage(
        "Design",
        "CA1003",
        Justification = "There is one sender; the change is the whole argument."
    )]
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "There is one sender; the change is the whole argument."
    )]
    public event Action<StoreChange<T>>? Changed;

    /// <summary>Completes when the first list was read whole, and its changes were raised.</summary>
    public Task Synced => _synced.Task;

    /// <summary>A copy, in no order.</summary>
    public IReadOnlyCollection<Decoded<T>> List()
    {
        lock (_gate)
        {
            return [.. _objects.Values];
        }
    }

    public Decoded<T>? Find(ResourceName name)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault(name);
        }
    }

    /// <summary>Takes over a whole list: what it lacks was deleted, whoever missed the event.</summary>
    internal void Replace(IReadOnlyList<Decoded<T>> items)
    {
        Dictionary<ResourceName, Decoded<T>> before = _objects;
        var next = new Dictionary<ResourceName, Decoded<T>>(items.Count);
        foreach (Decoded<T> item in items)
        {
            next[item.Name] = Newer(before.GetValueOrDefault(item.Name), item);
        }

        lock (_gate)
        {
            _objects = next;
        }

        foreach (Decoded<T> gone in before.Values.Where(item => !next.ContainsKey(item.Name)))
        {
            Raise(gone, now: null);
        }

        foreach (Decoded<T> item in next.Values)
        {
            Raise(before.GetValueOrDefault(item.Name), item);
        }

        _synced.TrySetResult();
    }

    internal void Upsert(Decoded<T> item)
    {
        Decoded<T>? before = Find(item.Name);
        Decoded<T> now = Newer(before, item);
        lock (_gate)
        {
            _objects[item.Name] = now;
        }

        Raise(before, now);
    }

    /// <summary>A deletion of another UID is an old one told twice, and leaves the object that has the name now.</summary>
    internal void Remove(Decoded<T> item)
    {
        if (Find(item.Name) is not { } before || !IsSame(before, item))
        {
            return;
        }

        lock (_gate)
        {
            _objects.Remove(item.Name);
        }

        Raise(before, now: null);
    }

    private static bool IsSame(Decoded<T> left, Decoded<T> right) =>
        string.Equals(left.Metadata.Uid, right.Metadata.Uid, StringComparison.Ordinal);

    /// <summary>The same version told twice is the same instance, which <see cref="Raise"/> relies on.</summary>
    private static Decoded<T> Newer(Decoded<T>? before, Decoded<T> now) =>
        before is not null
        && IsSame(before, now)
        && string.Equals(
            before.Metadata.ResourceVersion,
            now.Metadata.ResourceVersion,
            StringComparison.Ordinal
        )
            ? before
            : now;

    private void Raise(Decoded<T>? before, Decoded<T>? now)
    {
        if (ReferenceEquals(before, now))
        {
            return;
        }

        ResourceName name = (now ?? before)!.Name;
        if (before is not null && now is not null && !IsSame(before, now))
        {
            Changed?.Invoke(new StoreChange<T>(name, before, New: null));
            before = null;
        }

        Changed?.Invoke(new StoreChange<T>(name, before, now));
    }
}
