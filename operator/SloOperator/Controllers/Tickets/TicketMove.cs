namespace SloOperator.Controllers.Tickets;

/// <summary>What to do next with a ticket.</summary>
internal abstract record TicketMove
{
    private TicketMove() { }

    /// <param name="Until">Null: until something changes.</param>
    internal sealed record Wait(DateTimeOffset? Until) : TicketMove;

    /// <summary>Write the status, then look again.</summary>
    internal sealed record Note(TicketState State) : TicketMove;

    /// <summary>Write the status, then call the sink.</summary>
    /// <param name="Step">The call.</param>
    /// <param name="Announced">What must be stored before anything leaves; that of a question is what is stored already.</param>
    /// <param name="Remark">Of a comment.</param>
    internal sealed record Call(TicketStep Step, TicketState Announced, TicketRemark? Remark = null)
        : TicketMove
    {
        public bool IsQuestion => Step is TicketStep.Find or TicketStep.Read;
    }
}
