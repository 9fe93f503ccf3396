using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SloOperator.Controllers.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Sinks.Slack;

/// <summary>A message: a channel and the time that names it there, which together are the ticket's id.</summary>
/// <param name="Channel">By id: a name can post, but not change.</param>
/// <param name="Ts">Slack's own time, such as 1503435956.000247.</param>
internal sealed partial record SlackTicket(string Channel, string Ts)
{
    // Enough for a ticket's whole text as JSON; a longer one is no notification.
    private const int MostBytes = 8_000;
    private const int LongestTitle = 250;

    public string Id => $"{Channel}:{Ts}";

    public DateTimeOffset CreatedAt =>
        DateTimeOffset.UnixEpoch
        + TimeSpan.FromSeconds((double)decimal.Parse(Ts, CultureInfo.InvariantCulture));

    /// <summary>Null: it is none of ours.</summary>
    public static SlackTicket? Parse(string id) =>
        id.Split(':') is [var channel, var ts] ? Of(channel, ts) : null;

    public static SlackTicket? Of(string? channel, string? ts) =>
        channel is not null
        && ts is not null
        && ChannelText().IsMatch(channel)
        && TsText().IsMatch(ts)
            ? new SlackTicket(channel, ts)
            : null;

    public ExternalTicket Ticket(ExternalState state, string? url = null) =>
        new(Id, url, state, CreatedAt);

    /// <param name="channel">By id, or by name where it is posted.</param>
    /// <param name="draft">What it says.</param>
    /// <param name="prefix">What became of it; null: it is open.</param>
    public static JsonObject Body(string channel, TicketDraft draft, string? prefix)
    {
        string title =
            $"{(prefix is null ? "" : prefix + " ")}[{draft.Priority}] {OneLine.Of(draft.Title).Trim()}";
        var document = new MarkupDocument([
            new MarkupBlock.Heading(1, new MarkupLine([new MarkupInline.Text(title)])),
            .. prefix is null ? MarkupDocument.Parse(draft.Body).Blocks : [],
        ]);
        return Body(channel, title, document);
    }

    public JsonObject Reply(TicketComment comment)
    {
        JsonObject body = Body(Channel, comment.Draft.Title, MarkupDocument.Parse(comment.Text));
        body["thread_ts"] = Ts;
        return body;
    }

    /// <summary>The text is for notifications alone; what is shown is the block.</summary>
    private static JsonObject Body(string channel, string title, MarkupDocument document) =>
        new()
        {
            ["channel"] = channel,
            ["text"] = RichTextWriter.Escape(OneLine.Cut(title, LongestTitle)),
            ["blocks"] = new JsonArray(JsonNode.Parse(RichTextWriter.Write(document, MostBytes))),
            ["parse"] = "none",
            ["link_names"] = false,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
        };

    [GeneratedRegex("^[A-Z0-9]{2,30}$", RegexOptions.None, 1000)]
    private static partial Regex ChannelText();

    [GeneratedRegex("^[0-9]{1,11}\\.[0-9]{1,9}$", RegexOptions.None, 1000)]
    private static partial Regex TsText();
}
