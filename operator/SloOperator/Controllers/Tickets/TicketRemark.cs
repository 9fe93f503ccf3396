namespace SloOperator.Controllers.Tickets;

/// <summary>What a comment can be about; there are no others, so that a ticket is no log.</summary>
internal enum TicketRemark
{
    /// <summary>More urgent than it was told.</summary>
    Escalated,

    /// <summary>The cause is back although its recovery was told.</summary>
    Returned,

    /// <summary>A BudgetException came to bear on it.</summary>
    Excepted,

    /// <summary>Opened again after it was closed.</summary>
    Reopened,

    /// <summary>The cause stayed away for the hold.</summary>
    Recovered,
}
