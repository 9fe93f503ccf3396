using SloOperator.Resources.Tickets;

namespace SloOperator.Resources;

/// <summary>Null is "not written": defaults are applied by the mapping, because old files and servers do not apply them.</summary>
internal sealed record TeamSloSpec
{
    public string? Team { get; init; }

    public string? Service { get; init; }

    public string? Description { get; init; }

    /// <summary>critical, high, standard or low; null is standard.</summary>
    public string? Criticality { get; init; }

    /// <summary>Name of a PrometheusEndpoint; null is "default".</summary>
    public string? Prometheus { get; init; }

    /// <summary>Null is rolling 28d.</summary>
    public WindowSpec? Window { get; init; }

    /// <summary>Name of an ErrorBudgetPolicy; null is "default".</summary>
    public string? Policy { get; init; }

    /// <summary>Name of an OnCallPolicy of the same namespace; null is none.</summary>
    public string? OnCallPolicy { get; init; }

    public IReadOnlyList<ObjectiveSpec?>? Objectives { get; init; }

    /// <summary>Null: tickets are as the policy wants them.</summary>
    public TicketingSpec? Ticketing { get; init; }
}
