namespace SloOperator.Kubernetes.Api;

/// <summary>Where one watch starts, and how long the server is asked to keep it.</summary>
public sealed record WatchOptions
{
    /// <summary>Null for all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Exclusive: changes after it are sent.</summary>
    public required string ResourceVersion { get; init; }

    /// <summary>Sent as timeoutSeconds; a watch still open five seconds later is given up as frozen.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}
