namespace SloOperator.Resources.Tickets;

/// <summary>A BudgetException that bears on a ticket.</summary>
internal sealed record TicketExceptionSpec
{
    public string? Name { get; init; }

    /// <summary>What is said of it on the ticket, in our own subset of Markdown; null: it stood before the ticket did, whose text has it in its figures.</summary>
    public string? Text { get; init; }
}
