using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Policy;

namespace SloOperator.Controllers.Policy;

/// <summary>What was decided of a TeamSLO, and what became of it in the outbox.</summary>
/// <param name="Decision">Gate and tickets.</param>
/// <param name="Tickets">Those that are not closed.</param>
/// <param name="Policy">By which it was decided.</param>
internal sealed record GateFindings(
    PolicyDecision Decision,
    IReadOnlyList<FiledTicket> Tickets,
    BudgetPolicy Policy
);
