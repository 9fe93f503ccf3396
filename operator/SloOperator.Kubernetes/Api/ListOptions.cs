namespace SloOperator.Kubernetes.Api;

/// <summary>Which objects to list, and how much of them at once.</summary>
public sealed record ListOptions
{
    public const int DefaultLimit = 500;

    /// <summary>Null for all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    /// <summary>Objects a page; null for one answer with everything.</summary>
    public int? Limit { get; init; } = DefaultLimit;

    /// <summary>From the page before; while it is set, <see cref="ResourceVersion"/> and its match are not sent, because the server refuses both together.</summary>
    public string? Continue { get; init; }

    /// <summary>Null for the most recent state, confirmed by a quorum.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>"Exact" or "NotOlderThan"; only together with <see cref="ResourceVersion"/>.</summary>
    public string? ResourceVersionMatch { get; init; }
}
