using System.Collections.Concurrent;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers;

/// <summary>
/// The status last written to each object. A watch is slower than the next reconcile, and the status of an object that cannot be decoded
/// cannot be read back at all: without this either would be written again, move transition times and tell the same news. Forgotten with
/// the process, which costs one write.
/// </summary>
internal sealed class WrittenStatuses<TStatus>
    where TStatus : class
{
    private readonly ConcurrentDictionary<
        ResourceName,
        (ObjectMeta Over, TStatus Status)
    > _written = new();

    /// <summary>What was written to this very object; null when nothing was.</summary>
    public TStatus? Find(ObjectMeta target) =>
        _written.TryGetValue(ResourceName.Of(target), out var kept) && IsSame(kept.Over, target)
            ? kept.Status
            : null;

    /// <summary>What was written on top of the version seen, which the store does not show yet; else what it shows.</summary>
    public TStatus? Latest(ObjectMeta seen, TStatus? shown)
    {
        if (!_written.TryGetValue(ResourceName.Of(seen), out var kept) || !IsSame(kept.Over, seen))
        {
            return shown;
        }

        if (kept.Over.ResourceVersion == seen.ResourceVersion)
        {
            return kept.Status;
        }

        if (shown is not null)
        {
            // The store has caught up: it remembers now.
            Forget(ResourceName.Of(seen));
        }

        return shown;
    }

    public void Keep(ObjectMeta over, TStatus status) =>
        _written[ResourceName.Of(over)] = (over, status);

    public void Forget(ResourceName name) => _written.TryRemove(name, out _);

    /// <summary>In a folder the uid follows from the name; one made again is told by its age.</summary>
    private static bool IsSame(ObjectMeta kept, ObjectMeta target) =>
        kept.Uid == target.Uid && kept.CreationTimestamp == target.CreationTimestamp;
}
