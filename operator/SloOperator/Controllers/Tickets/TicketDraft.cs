using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>All that a sink is told of a ticket.</summary>
internal sealed record TicketDraft
{
    /// <summary>Fingerprint and recurrence, such as 9f3a…-2: found again by it, and the idempotency key of its creation.</summary>
    public required string Marker { get; init; }

    public required string Fingerprint { get; init; }

    public required string Title { get; init; }

    /// <summary>In our own subset of Markdown; each sink writes it in its own markup.</summary>
    public required string Body { get; init; }

    public required TicketPriority Priority { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    public string? Assignee { get; init; }

    public required string Team { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Of the TeamSLO or OnCallPolicy.</summary>
    public required string Owner { get; init; }

    public required TicketCause Cause { get; init; }
}
