using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>Whether a change of an object is one that a controller acts on; writes to its status, our own above all, are not.</summary>
public static class ReconcilePredicate
{
    /// <summary>True for another object of the same name, and for a change of generation, labels, annotations or deletionTimestamp.</summary>
    /// <remarks>Kinds whose generation the server does not raise (ConfigMap, Secret, Lease) have no status either: compare their resourceVersion instead.</remarks>
    public static bool IsWorthReconciling(ObjectMeta before, ObjectMeta after) =>
        !string.Equals(before.Uid, after.Uid, StringComparison.Ordinal)
        || before.Generation != after.Generation
        || before.DeletionTimestamp != after.DeletionTimestamp
        || !AreSame(before.Labels, after.Labels)
        || !AreSame(before.Annotations, after.Annotations);

    private static bool AreSame(
        IReadOnlyDictionary<string, string>? one,
        IReadOnlyDictionary<string, string>? other
    )
    {
        if ((one?.Count ?? 0) != (other?.Count ?? 0))
        {
            return false;
        }

        return one is null
            || other is null
            || one.All(pair =>
                other.TryGetValue(pair.Key, out string? value)
                && string.Equals(value, pair.Value, StringComparison.Ordinal)
            );
    }
}
