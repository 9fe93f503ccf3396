namespace SloOperator.Controllers.Tickets;

/// <summary>A ticket as its owner's status shows it.</summary>
/// <param name="Name">Of the ReliabilityTicket.</param>
/// <param name="Cause">A TicketCause by name.</param>
/// <param name="Phase">A TicketPhase by name.</param>
/// <param name="Url">Null: it is not at a sink yet.</param>
/// <param name="Problem">What keeps it from being delivered and what to change; null: nothing.</param>
internal sealed record FiledTicket(
    string Name,
    string Cause,
    string Phase,
    string? Url,
    string? Problem
);
