using System.Diagnostics.CodeAnalysis;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Rules;

namespace SloOperator.Controllers.Rules;

/// <summary>The PrometheusRules of a cluster that are marked as the operator's, where the cluster has the kind.</summary>
internal interface IRuleStore
{
    /// <summary>Level-based: only the name.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "There is one sender; the argument is the whole message."
    )]
    event Action<ResourceName>? Changed;

    /// <summary>Null: they can be kept. Else what stands in the way, for people.</summary>
    /// <exception cref="KubeException">The API server does not say.</exception>
    Task<string?> FindObstacleAsync(CancellationToken ct);

    /// <summary>As last heard of; null: none of this name is marked.</summary>
    KeptRule? Find(ResourceName name);

    /// <summary>As it is now, marked or not; null: the name is free.</summary>
    Task<KeptRule?> ReadAsync(ResourceName name, CancellationToken ct);

    /// <summary>False: the name is taken.</summary>
    Task<bool> CreateAsync(PrometheusRule rule, CancellationToken ct);

    /// <summary>False: it changed since the version in its metadata, or is gone.</summary>
    Task<bool> ReplaceAsync(PrometheusRule rule, CancellationToken ct);

    /// <summary>Hears of changes until cancelled; may be run again afterwards.</summary>
    Task RunAsync(CancellationToken ct);
}
