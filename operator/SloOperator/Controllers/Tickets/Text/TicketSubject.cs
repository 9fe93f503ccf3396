using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>All that the words of a ticket are made from, beside what was decided. It names nobody: who is on call is no part of it.</summary>
internal sealed record TicketSubject
{
    /// <summary>One of <see cref="OwnerKinds"/>.</summary>
    public required string Kind { get; init; }

    public required ResourceName Owner { get; init; }

    public required string Team { get; init; }

    /// <summary>As people call it: the service of a TeamSLO; the name of an OnCallPolicy.</summary>
    public required string Name { get; init; }

    public required BudgetPolicy Policy { get; init; }

    /// <summary>Of the objective that the ticket is about; null where a load is the cause.</summary>
    public BudgetSubject? Budget { get; init; }

    /// <summary>Null where a budget is the cause.</summary>
    public LoadSubject? Load { get; init; }

    /// <summary>Null where there is none, or none was decided yet.</summary>
    public GateVerdict? Gate { get; init; }

    /// <summary>Where the budget or the load can be seen; null, or not http or https: it is not named.</summary>
    public string? Dashboard { get; init; }

    /// <summary>What shows the owner on a command line; null: kubectl.</summary>
    public string? Command { get; init; }
}
