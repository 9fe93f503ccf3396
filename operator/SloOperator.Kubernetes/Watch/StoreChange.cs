using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Watch;

/// <summary>One object before and after: <paramref name="Old"/> is null when it is new, <paramref name="New"/> when it is gone, never both.</summary>
public sealed record StoreChange<T>(ResourceName Name, Decoded<T>? Old, Decoded<T>? New)
    where T : class, IKubernetesObject
{
    /// <summary>False for what a controller itself causes by writing a status: neither generation, labels, annotations nor deletion differ.</summary>
    /// <remarks>An object that cannot be decoded counts as changed when what is wrong with it does.</remarks>
    public bool IsMaterial =>
        Old is null
        || New is null
        || Old.Metadata.Generation != New.Metadata.Generation
        || Old.Metadata.DeletionTimestamp != New.Metadata.DeletionTimestamp
        || !string.Equals(Old.Error, New.Error, StringComparison.Ordinal)
        || !SameEntries(Old.Metadata.Labels, New.Metadata.Labels)
        || !SameEntries(Old.Metadata.Annotations, New.Metadata.Annotations);

    private static bool SameEntries(
        IReadOnlyDictionary<string, string>? left,
        IReadOnlyDictionary<string, string>? right
    ) =>
        (left?.Count ?? 0) == (right?.Count ?? 0)
        && (
            left is null
            || left.All(entry =>
                right!.TryGetValue(entry.Key, out string? value)
                && string.Equals(entry.Value, value, StringComparison.Ordinal)
            )
        );
}
