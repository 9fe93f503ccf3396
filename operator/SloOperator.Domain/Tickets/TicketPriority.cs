namespace SloOperator.Domain.Tickets;

/// <summary>How soon a ticket wants work, most urgent first.</summary>
public enum TicketPriority
{
    P1,
    P2,
    P3,
    P4,
}
