using SloOperator.Resources.Tickets;

namespace SloOperator.Resources.Policy;

/// <summary>Null is "not written": defaults are applied by the mapping.</summary>
internal sealed record ErrorBudgetPolicySpec
{
    /// <summary>Observe, Warn or Enforce; null is Enforce.</summary>
    public string? Enforcement { get; init; }

    /// <summary>The first that fires decides the gate.</summary>
    public IReadOnlyList<TierSpec?>? Tiers { get; init; }

    /// <summary>Null: no single episode asks for a review.</summary>
    public SingleIncidentSpec? SingleIncident { get; init; }

    /// <summary>Null: missing data raise nothing.</summary>
    public NoDataSpec? NoData { get; init; }

    /// <summary>Change classes that Deny never stops; null is rollback, security and p0.</summary>
    public IReadOnlyList<string?>? AllowChanges { get; init; }

    /// <summary>Allow, Warn or Deny; null is Warn.</summary>
    public string? OnUnknown { get; init; }

    public TicketTermsSpec? Tickets { get; init; }

    public ExceptionRulesSpec? Exceptions { get; init; }
}
