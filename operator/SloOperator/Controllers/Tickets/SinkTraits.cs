namespace SloOperator.Controllers.Tickets;

/// <summary>What a kind of sink can do.</summary>
/// <param name="FindLag">How long after it was made a ticket may not be found; zero: at once.</param>
/// <param name="CanFind">False: what an unclear answer did cannot be looked up, the idempotency key must do.</param>
/// <param name="PerMinute">Most calls a minute that its vendor allows; the TicketSink may ask for less.</param>
/// <param name="PerHour">Most calls an hour; null: no such limit.</param>
internal sealed record SinkTraits(TimeSpan FindLag, bool CanFind, int PerMinute, int? PerHour);
