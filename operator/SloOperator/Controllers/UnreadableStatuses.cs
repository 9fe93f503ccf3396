using System.Collections.Concurrent;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers;

/// <summary>
/// The last statuses written to objects that cannot be decoded, for theirs cannot be read back: without them every resync would write
/// again, move transition times and tell the same news. Forgotten with the process, which costs one write.
/// </summary>
internal sealed class UnreadableStatuses<TStatus>
    where TStatus : class
{
    private readonly ConcurrentDictionary<
        ResourceName,
        (ObjectMeta Target, TStatus Status)
    > _written = new();

    public TStatus? Find(ObjectMeta target) =>
        _written.TryGetValue(ResourceName.Of(target), out var kept) && IsSame(kept.Target, target)
            ? kept.Status
            : null;

    public void Keep(ObjectMeta target, TStatus status) =>
        _written[ResourceName.Of(target)] = (target, status);

    /// <summary>The object is gone, or can be read again.</summary>
    public void Forget(ResourceName name) => _written.TryRemove(name, out _);

    /// <summary>In a folder the uid follows from the name; one made again is told by its age.</summary>
    private static bool IsSame(ObjectMeta kept, ObjectMeta target) =>
        kept.Uid == target.Uid && kept.CreationTimestamp == target.CreationTimestamp;
}
