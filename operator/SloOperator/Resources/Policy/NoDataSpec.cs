namespace SloOperator.Resources.Policy;

internal sealed record NoDataSpec
{
    /// <summary>A Prometheus duration.</summary>
    public string? For { get; init; }

    public TicketRequestSpec? Ticket { get; init; }
}
