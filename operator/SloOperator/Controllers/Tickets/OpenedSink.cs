namespace SloOperator.Controllers.Tickets;

/// <summary>Where a ticket goes.</summary>
/// <param name="Name">Of the TicketSink.</param>
/// <param name="Sight">What is known of it.</param>
/// <param name="Sink">To call it; null: it cannot be.</param>
/// <param name="Pace">How often; null: it cannot be called.</param>
internal sealed record OpenedSink(
    string Name,
    SinkSight Sight,
    ITicketSink? Sink = null,
    SinkPace? Pace = null
);
