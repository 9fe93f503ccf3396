namespace SloOperator.Kubernetes.Api;

/// <summary>What a line of a watch tells.</summary>
public enum WatchEventType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Only a newer resourceVersion; servers need not send any.</summary>
    Bookmark,

    /// <summary>Always the last event of its stream.</summary>
    Error,
}

/// <summary>One line of a watch: <paramref name="Object"/> for changes, <paramref name="Status"/> for errors, neither for bookmarks.</summary>
public sealed record WatchEvent<T>(
    WatchEventType Type,
    Decoded<T>? Object,
    string? ResourceVersion,
    KubeStatus? Status = null
)
    where T : class, IKubernetesObject;
