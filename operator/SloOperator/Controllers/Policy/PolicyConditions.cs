using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Policy;

/// <summary>What the conditions say of a decision and of its tickets; pure.</summary>
internal static class PolicyConditions
{
    public static IEnumerable<ConditionFact> Of(GateFindings findings) =>
        [DeployAllowed(findings.Decision.Gate), TicketsDelivered(findings.Tickets)];

    public static IEnumerable<ConditionFact> Invalid() =>
        [
            Unusable(ConditionTypes.DeployAllowed),
            Unusable(ConditionTypes.TicketsDelivered),
        ];

    /// <summary>True while a change of no special class may ship: where the data do not say, as the policy's onUnknown has it.</summary>
    private static ConditionFact DeployAllowed(GateVerdict gate) =>
        new(ConditionTypes.DeployAllowed, gate.IsAllowed, gate.Reason, gate.Message);

    /// <summary>Whether somebody must change something before a ticket can reach its sink.</summary>
    public static ConditionFact TicketsDelivered(IReadOnlyList<FiledTicket> tickets)
    {
        List<FiledTicket> refused = [.. tickets.Where(ticket => ticket.Problem is not null)];
        if (refused.Count > 0)
        {
            return Delivered(
                false,
                ConditionReasons.DeadLetter,
                string.Join("\n", refused.Select(ticket => $"{ticket.Name}: {ticket.Problem}"))
            );
        }

        List<FiledTicket> waiting = [.. tickets.Where(IsWaiting)];
        return
            waiting.Count > 0
                ? Delivered(
                    null,
                    ConditionReasons.Waiting,
                    $"On the way to the sink: {string.Join(", ", waiting.Select(ticket => ticket.Name))}."
                )
            : tickets.Count > 0
                ? Delivered(true, ConditionReasons.Delivered, "Every ticket is where it belongs.")
            : Delivered(true, ConditionReasons.NoTickets, "Nothing asks for a ticket.");
    }

    private static ConditionFact Unusable(string type) =>
        new(type, null, ConditionReasons.InvalidSpec, "The spec cannot be used; see Ready.");

    private static bool IsWaiting(FiledTicket ticket) =>
        ticket.Phase is nameof(TicketPhase.Pending) or nameof(TicketPhase.Submitting);

    private static ConditionFact Delivered(bool? holds, string reason, string message) =>
        new(ConditionTypes.TicketsDelivered, holds, reason, message);
}
