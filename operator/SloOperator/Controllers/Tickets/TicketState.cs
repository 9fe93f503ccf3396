using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>How far a ticket is; the status in typed words, and what is known for one pass only.</summary>
internal sealed record TicketState
{
    public TicketPhase Phase { get; init; } = TicketPhase.Pending;

    public string? Message { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public string? Sink { get; init; }

    public string? ExternalId { get; init; }

    public string? Url { get; init; }

    public int Attempts { get; init; }

    /// <summary>What may have arrived without our knowing.</summary>
    public TicketStep? Step { get; init; }

    public DateTimeOffset? AttemptedAt { get; init; }

    public DateTimeOffset? NextAttempt { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When the cause went away, since it was last open; null while it holds.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    public bool RecoveryTold { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public bool Declined { get; init; }

    public int Reopens { get; init; }

    /// <summary>1 is the first.</summary>
    public int Recurrence { get; init; } = 1;

    public string? RecurrenceOf { get; init; }

    public string? Written { get; init; }

    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>How bad readers were told it is; null: they were not told yet.</summary>
    public TicketPriority? ToldPriority { get; init; }

    public TicketCause? ToldCause { get; init; }

    public TicketRemark? Owes { get; init; }

    /// <summary>How many of the exceptions, in their order, need no comment any more.</summary>
    public int ToldExceptions { get; init; }

    public int Comments { get; init; }

    public DateTimeOffset? CommentedAt { get; init; }

    public DateTimeOffset? SweptAt { get; init; }

    public TicketFault? Fault { get; init; }

    /// <summary>In this pass the sink said that it has no such ticket. Never stored: a crash asks again.</summary>
    public bool IsLookedUp { get; init; }

    /// <summary>In this pass the sink did not find it by its marker, or knew it no more. Never stored.</summary>
    public bool IsDoubted { get; init; }

    /// <summary>Tickets of the same marker that are to be closed, oldest first. Never stored: the next sweep finds them again.</summary>
    public IReadOnlyList<ExternalTicket> Twins { get; init; } = [];

    /// <summary>The one after this, when its cause comes back too late for it or nobody can open it again.</summary>
    public TicketState Next(DateTimeOffset now) =>
        new()
        {
            FirstSeen = now,
            Recurrence = Recurrence + 1,
            RecurrenceOf = Url ?? ExternalId,
            ToldExceptions = ToldExceptions,
        };

    /// <summary>Nothing is under way and nothing is wrong.</summary>
    public TicketState Settled() =>
        this with
        {
            Step = null,
            AttemptedAt = null,
            Attempts = 0,
            NextAttempt = null,
            Fault = null,
            IsDoubted = false,
        };
}
