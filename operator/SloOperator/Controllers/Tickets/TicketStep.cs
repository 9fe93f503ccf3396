namespace SloOperator.Controllers.Tickets;

/// <summary>One call to a sink.</summary>
internal enum TicketStep
{
    /// <summary>Asks for the marker; changes nothing.</summary>
    Find,

    /// <summary>Asks what became of it; changes nothing.</summary>
    Read,

    Create,
    Update,
    Comment,
    Close,
    Reopen,

    /// <summary>Closes a duplicate, with a comment that links to the one that is kept.</summary>
    CloseTwin,
}
