using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Slack;

/// <summary>What is asked of Slack.</summary>
internal sealed class SlackCalls(SinkOptions options)
{
    public SinkCall Post(TicketDraft draft) =>
        Call(
            "post the message",
            "chat.postMessage",
            SlackTicket.Body(options.Project ?? "", draft, null)
        );

    public static SinkCall Reply(SlackTicket message, TicketComment comment) =>
        Call($"reply to message {message.Id}", "chat.postMessage", message.Reply(comment));

    /// <param name="message">That was posted.</param>
    /// <param name="draft">What it says now.</param>
    /// <param name="prefix">What became of it; null: it is open.</param>
    public static SinkCall Update(SlackTicket message, TicketDraft draft, string? prefix)
    {
        JsonObject body = SlackTicket.Body(message.Channel, draft, prefix);
        body["ts"] = message.Ts;
        body.Remove("unfurl_links");
        body.Remove("unfurl_media");
        return Call($"update message {message.Id}", "chat.update", body);
    }

    public static SinkCall Permalink(SlackTicket message) =>
        new SinkCall(
            HttpMethod.Get,
            $"find the address of message {message.Id}",
            "api",
            "chat.getPermalink"
        )
            .With("channel", message.Channel)
            .With("message_ts", message.Ts);

    private static SinkCall Call(string act, string method, JsonObject body) =>
        new(HttpMethod.Post, act, "api", method) { Body = body };
}
