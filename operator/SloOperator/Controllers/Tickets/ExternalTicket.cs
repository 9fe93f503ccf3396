namespace SloOperator.Controllers.Tickets;

/// <summary>A ticket as its sink has it.</summary>
/// <param name="Id">As calls want it.</param>
/// <param name="Url">For people; null: the sink has none.</param>
/// <param name="State">What became of it.</param>
/// <param name="CreatedAt">Null: the sink does not say.</param>
internal sealed record ExternalTicket(
    string Id,
    string? Url,
    ExternalState State,
    DateTimeOffset? CreatedAt
);
