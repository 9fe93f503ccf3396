using SloOperator.Kubernetes.Api;

namespace SloOperator.Prometheus.Collection;

/// <summary>What one owner wants read, and where; equal by value: tracking an equal one again changes nothing.</summary>
internal sealed record Subscription(
    ResourceName Owner,
    Tenant Tenant,
    EndpointOptions Endpoint,
    IReadOnlyList<ObjectiveSubscription> Objectives
)
{
    public bool Equals(Subscription? other) =>
        other is not null
        && (Owner, Tenant, Endpoint) == (other.Owner, other.Tenant, other.Endpoint)
        && Objectives.SequenceEqual(other.Objectives);

    public override int GetHashCode() =>
        HashCode.Combine(Owner, Tenant, Endpoint, Objectives.Count);
}
