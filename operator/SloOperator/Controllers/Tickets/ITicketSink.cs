namespace SloOperator.Controllers.Tickets;

/// <summary>
/// A place where teams keep their work. No call throws but for cancellation: what went wrong is in the reply. One exchange takes 15 s at
/// most. Nothing here is tried twice: when to try again is the outbox' to say.
/// </summary>
internal interface ITicketSink
{
    /// <summary>What it can do, and how soon it finds what was just made.</summary>
    SinkTraits Traits { get; }

    /// <summary>Makes the ticket; carries the marker, so that <see cref="FindAsync"/> finds it.</summary>
    Task<SinkReply<ExternalTicket>> CreateAsync(TicketDraft draft, CancellationToken ct);

    /// <summary>All tickets with this marker, in any state, oldest first; empty: none is found (yet, see <see cref="SinkTraits.FindLag"/>).</summary>
    Task<SinkReply<IReadOnlyList<ExternalTicket>>> FindAsync(string marker, CancellationToken ct);

    /// <summary>What became of it; its state is Gone when the sink knows it no more.</summary>
    Task<SinkReply<ExternalTicket>> ReadAsync(string id, CancellationToken ct);

    /// <summary>Writes title, body and priority anew; twice is as good as once.</summary>
    Task<SinkReply<ExternalTicket>> UpdateAsync(string id, TicketDraft draft, CancellationToken ct);

    /// <summary>Adds a comment once: one with the same key that is there already is not made again, where the sink can tell.</summary>
    Task<SinkReply<ExternalTicket>> CommentAsync(
        string id,
        TicketComment comment,
        CancellationToken ct
    );

    /// <summary>Closing what is closed is well. What is gone is told as Gone, here and by the two above.</summary>
    Task<SinkReply<ExternalTicket>> CloseAsync(string id, TicketDraft draft, CancellationToken ct);

    /// <summary>Opening what is open is well; what is gone is refused with 404 or 410.</summary>
    Task<SinkReply<ExternalTicket>> ReopenAsync(string id, TicketDraft draft, CancellationToken ct);
}
