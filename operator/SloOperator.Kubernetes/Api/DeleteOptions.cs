namespace SloOperator.Kubernetes.Api;

/// <summary>Under which conditions an object is deleted, and what becomes of its dependents.</summary>
public sealed record DeleteOptions
{
    /// <summary>The server answers Conflict when the object has another UID by now.</summary>
    public string? Uid { get; init; }

    /// <summary>The server answers Conflict when the object has changed since.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Null for the kind's own default.</summary>
    public DeletionPropagation? Propagation { get; init; }

    public int? GracePeriodSeconds { get; init; }
}

/// <summary>What happens to the objects that name the deleted one as their owner.</summary>
public enum DeletionPropagation
{
    Background,
    Foreground,
    Orphan,
}
