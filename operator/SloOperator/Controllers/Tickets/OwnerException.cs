namespace SloOperator.Controllers.Tickets;

/// <summary>A BudgetException that bears on an owner's tickets.</summary>
/// <param name="Name">Of the BudgetException.</param>
/// <param name="Objective">Whose; null: all of them.</param>
/// <param name="Text">What is said of it on a ticket, in our own subset of Markdown.</param>
internal sealed record OwnerException(string Name, string? Objective, string Text)
{
    /// <param name="objective">Of the ticket; null: it is about the owner as a whole.</param>
    public bool Concerns(string? objective) =>
        Objective is null || objective is null || Objective == objective;
}
