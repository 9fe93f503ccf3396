using SloOperator.Kubernetes.Api;

namespace SloOperator.Prometheus.Alerts;

/// <summary>What one owner wants read, and where; equal by value: tracking an equal one again changes nothing.</summary>
internal sealed record AlertSubscription
{
    public required ResourceName Owner { get; init; }

    public required Tenant Tenant { get; init; }

    public required EndpointOptions Endpoint { get; init; }

    public required AlertQuery Query { get; init; }

    /// <summary>What the first pass reads.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>What is read in the end, to compare with; not below the window.</summary>
    public required TimeSpan Lookback { get; init; }
}
