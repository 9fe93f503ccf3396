using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Policy;

namespace SloOperator.Controllers.OnCall;

/// <summary>What was decided of a rotation's load, and what became of it in the outbox.</summary>
/// <param name="Decision">Which tickets are asked for.</param>
/// <param name="Tickets">Those that are not closed.</param>
internal sealed record LoadFindings(LoadDecision Decision, IReadOnlyList<FiledTicket> Tickets);
