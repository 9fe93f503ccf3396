namespace SloOperator.Resources.Policy;

internal sealed record SingleIncidentSpec
{
    /// <summary>A ratio of the whole budget, as a decimal.</summary>
    public string? Above { get; init; }

    public TicketRequestSpec? Ticket { get; init; }
}
