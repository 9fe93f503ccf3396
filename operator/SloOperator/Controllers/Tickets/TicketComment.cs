namespace SloOperator.Controllers.Tickets;

/// <summary>Something to add to a ticket.</summary>
/// <param name="Key">Of this one comment, for sinks that can tell a second attempt.</param>
/// <param name="Text">In our own subset of Markdown.</param>
/// <param name="Draft">Of its ticket.</param>
internal sealed record TicketComment(string Key, string Text, TicketDraft Draft);
