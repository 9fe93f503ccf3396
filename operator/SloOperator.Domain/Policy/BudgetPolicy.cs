using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Tickets;

namespace SloOperator.Domain.Policy;

/// <summary>What is done about a budget, and when.</summary>
public sealed record BudgetPolicy
{
    /// <summary>The built-in policy, for whoever names none: the example of the SRE workbook (appendix B, "Example Error Budget Policy"), with a warning before it comes to that.</summary>
    public static readonly BudgetPolicy Default = new()
    {
        Name = "default",
        Enforcement = Enforcement.Enforce,
        Tiers =
        [
            new PolicyTier(
                "exhausted",
                new TierCondition.BudgetBelow(0m),
                For: TimeSpan.FromMinutes(5),
                ClearAbove: 0.05m,
                GateDecision.Deny,
                new TicketRequest(TicketPriority.P1)
            ),
            new PolicyTier(
                "burning",
                new TierCondition.Burning(BurnWindow.FiveMinutes, BurnWindow.OneHour, 14.4m),
                For: TimeSpan.Zero,
                ClearAbove: null,
                GateDecision.Deny,
                Ticket: null
            ),
            new PolicyTier(
                "low",
                new TierCondition.BudgetBelow(0.25m),
                For: TimeSpan.FromMinutes(30),
                ClearAbove: 0.35m,
                GateDecision.Warn,
                new TicketRequest(TicketPriority.P2)
            ),
            new PolicyTier(
                "page-load",
                new TierCondition.PageLoad(LoadLevel.OverLimit),
                For: TimeSpan.Zero,
                ClearAbove: null,
                Gate: null,
                new TicketRequest(TicketPriority.P2)
            ),
        ],
        SingleIncident = new SingleIncidentRule(
            0.20m,
            new TicketRequest(TicketPriority.P1, "post-incident-review")
        ),
        // An hour: longer than a restart of Prometheus, shorter than a night without eyes.
        NoData = new NoDataRule(TimeSpan.FromHours(1), new TicketRequest(TicketPriority.P3)),
        AllowedChanges = ["rollback", "security", "p0"],
        OnUnknown = GateDecision.Warn,
        Tickets = new TicketTerms(),
        Exceptions = ExceptionRules.Default,
    };

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
