using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Sinks.Webhook;

/// <summary>What a receiver is told, and what it answers.</summary>
internal static class WebhookTicket
{
    /// <param name="action">create, update, comment or close.</param>
    /// <param name="id">The receiver's; null: it has none yet.</param>
    /// <param name="draft">The ticket.</param>
    /// <param name="options">Its labels are added.</param>
    public static JsonObject Write(
        string action,
        string? id,
        TicketDraft draft,
        SinkOptions options
    ) =>
        new()
        {
            ["action"] = action,
            ["id"] = id,
            ["fingerprint"] = draft.Fingerprint,
            ["marker"] = draft.Marker,
            ["title"] = draft.Title,
            ["body"] = draft.Body,
            ["priority"] = draft.Priority.ToString(),
            ["labels"] = Labels(draft, options),
            ["team"] = draft.Team,
            ["namespace"] = draft.Namespace,
            ["name"] = draft.Owner,
            ["cause"] = draft.Cause.ToString(),
            ["assignee"] = draft.Assignee,
            ["links"] = Links(draft.Body),
            ["state"] = action == "close" ? "closed" : "open",
        };

    public static JsonObject Comment(string id, TicketComment comment, SinkOptions options)
    {
        JsonObject json = Write("comment", id, comment.Draft, options);
        json["body"] = comment.Text;
        json["links"] = Links(comment.Text);
        // A comment says nothing of the state.
        json.Remove("state");
        return json;
    }

    /// <summary>Null: the receiver named no id, or one that could not be put into a URL.</summary>
    public static ExternalTicket? Created(JsonRow answer) =>
        answer.Text("id") is { Length: <= 200 } id
        && id is not ("." or "..")
        && !id.Any(char.IsControl)
            ? new ExternalTicket(id, Url(answer), ExternalState.Open, null)
            : null;

    /// <summary>For people; null where there is none, or none that is safe to click.</summary>
    public static string? Url(JsonRow answer) =>
        answer.Text("url") is { Length: <= 2000 } url
        && Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed)
        && parsed.Scheme is "http" or "https"
        && parsed.UserInfo.Length == 0
            ? url
            : null;

    private static JsonArray Labels(TicketDraft draft, SinkOptions options) =>
        [
            .. options
                .Labels.Concat(draft.Labels)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(label => JsonValue.Create(label)),
        ];

    private static JsonArray Links(string subset) =>
        [
            .. MarkupDocument
                .Parse(subset)
                .Blocks.SelectMany(Lines)
                .SelectMany(line => line.Pieces)
                .OfType<MarkupInline.Link>()
                .Select(link => new JsonObject
                {
                    ["title"] = link.Label,
                    ["url"] = link.Address.Text,
                }),
        ];

    private static IEnumerable<MarkupLine> Lines(MarkupBlock block) =>
        block switch
        {
            MarkupBlock.Heading heading => [heading.Line],
            MarkupBlock.Paragraph paragraph => [paragraph.Line],
            MarkupBlock.BulletList list => list.Items,
            _ => [],
        };
}
