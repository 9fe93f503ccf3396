using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Policy;

/// <summary>What is done about a budget, and when.</summary>
public sealed record BudgetPolicy
{
    public required string Name { get; init; }

    public required Enforcement Enforcement { get; init; }

    /// <summary>The first that fires decides the gate; each that fires may raise its ticket.</summary>
    public required IReadOnlyList<PolicyTier> Tiers { get; init; }

    /// <summary>Null: no single episode asks for a review.</summary>
    public SingleIncidentRule? SingleIncident { get; init; }

    /// <summary>Null: missing data raise nothing.</summary>
    public NoDataRule? NoData { get; init; }

    /// <summary>Change classes that Deny never stops, such as rollback.</summary>
    public required IReadOnlyList<string> AllowedChanges { get; init; }

    /// <summary>Allow, Warn or Deny while the data are stale, partial or missing.</summary>
    public required GateDecision OnUnknown { get; init; }

    public required TicketTerms Tickets { get; init; }

    public required ExceptionRules Exceptions { get; init; }
}
