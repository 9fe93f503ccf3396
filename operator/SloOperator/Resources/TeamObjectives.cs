using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Resources.Tickets;

namespace SloOperator.Resources;

/// <summary>A TeamSLO that can be used: everything in it was checked, and its endpoint is known.</summary>
internal sealed record TeamObjectives
{
    public required ResourceName Owner { get; init; }

    /// <summary>Tells an object from another of the same name; null when it was read from a file.</summary>
    public required string? Uid { get; init; }

    public required long Generation { get; init; }

    public required string Team { get; init; }

    public required string Service { get; init; }

    public required Criticality Criticality { get; init; }

    public required BudgetWindow Window { get; init; }

    public required EndpointOptions Endpoint { get; init; }

    public required Tenant Tenant { get; init; }

    public required BudgetPolicy Policy { get; init; }

    public TicketingOptions Ticketing { get; init; } = TicketingOptions.None;

    /// <summary>An OnCallPolicy of the same namespace, which may not be there; null is none.</summary>
    public string? OnCallPolicy { get; init; }

    /// <summary>As ordered in the spec; at least one.</summary>
    public required IReadOnlyList<MeasuredObjective> Objectives { get; init; }
}
