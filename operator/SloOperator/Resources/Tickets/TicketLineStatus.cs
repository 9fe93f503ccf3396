namespace SloOperator.Resources.Tickets;

/// <summary>A ticket on the status of its owner.</summary>
internal sealed record TicketLineStatus
{
    /// <summary>Of the ReliabilityTicket, in the same namespace.</summary>
    public string? Name { get; init; }

    /// <summary>A TicketCause by name.</summary>
    public string? Cause { get; init; }

    /// <summary>A TicketPhase by name.</summary>
    public string? Phase { get; init; }

    /// <summary>Null: it is at no sink yet.</summary>
    public string? Url { get; init; }
}
