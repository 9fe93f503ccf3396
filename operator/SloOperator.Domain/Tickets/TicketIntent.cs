namespace SloOperator.Domain.Tickets;

/// <summary>A ticket that a decision asks for.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Objective">Null: the owner as a whole.</param>
/// <param name="Standing">Whether the cause holds or cannot be judged.</param>
/// <param name="Priority">How soon.</param>
/// <param name="Template">Name of a built-in text; null: the cause's own.</param>
/// <param name="Reason">One sentence with figures, for title and text.</param>
/// <param name="Since">When the cause began.</param>
public sealed record TicketIntent(
    TicketCause Cause,
    string? Objective,
    Standing Standing,
    TicketPriority Priority,
    string? Template,
    string Reason,
    DateTimeOffset Since
);
