using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;

namespace SloOperator.Resources.OnCall;

/// <summary>An OnCallPolicy that can be used: everything in it was checked, and its source is known.</summary>
internal sealed record OnCallTerms
{
    public required ResourceName Owner { get; init; }

    /// <summary>Tells an object from another of the same name; null when it was read from a file.</summary>
    public required string? Uid { get; init; }

    public required long Generation { get; init; }

    public required string Team { get; init; }

    public required Criticality Criticality { get; init; }

    public required Tenant Tenant { get; init; }

    /// <summary>Its tiers on page load say what is raised.</summary>
    public required BudgetPolicy Policy { get; init; }

    public required PageSource Source { get; init; }

    public required OnCallPlan Plan { get; init; }

    public required Privacy Privacy { get; init; }
}
