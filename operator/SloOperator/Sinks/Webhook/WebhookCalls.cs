using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Webhook;

/// <summary>
/// What is asked of a receiver: POST for a new ticket, PUT beneath the same URL for all that comes later. A ticket is opened again by an
/// update that says "state": "open". What a repeated POST or comment is told by, is its key; a repeated update does no harm.
/// </summary>
internal sealed class WebhookCalls(SinkOptions options)
{
    public SinkCall Create(TicketDraft draft) =>
        new(HttpMethod.Post, "create the ticket")
        {
            IdempotencyKey = draft.Marker,
            Body = WebhookTicket.Write("create", null, draft, options),
        };

    public SinkCall Update(string id, TicketDraft draft) => Put("update", id, draft);

    public SinkCall Close(string id, TicketDraft draft) => Put("close", id, draft);

    public SinkCall Comment(string id, TicketComment comment) =>
        new(HttpMethod.Put, "comment on the ticket", id)
        {
            IdempotencyKey = $"{comment.Draft.Marker}/{Uri.EscapeDataString(comment.Key)}",
            Body = WebhookTicket.Comment(id, comment, options),
        };

    private SinkCall Put(string action, string id, TicketDraft draft) =>
        new(HttpMethod.Put, $"{action} the ticket", id)
        {
            Body = WebhookTicket.Write(action, id, draft, options),
        };
}
