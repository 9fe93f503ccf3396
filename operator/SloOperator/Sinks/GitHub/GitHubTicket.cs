using System.Globalization;
using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.GitHub;

/// <summary>An issue, as it is read and written.</summary>
/// <param name="Ticket">Its number is its id.</param>
/// <param name="Body">Null: it is empty.</param>
/// <param name="Labels">By name.</param>
/// <param name="UpdatedAt">Null: it does not say.</param>
internal sealed record GitHubTicket(
    ExternalTicket Ticket,
    string? Body,
    IReadOnlyList<string> Labels,
    DateTimeOffset? UpdatedAt
)
{
    // "title is too long (maximum is 256 characters)", "body is too long (maximum is 65536 characters)".
    private const int LongestTitle = 256;
    private const int LongestBody = 65_536;
    private const int LongestText = 60_000;

    /// <summary>Null: it is no issue. A pull request is none, though it is listed among them.</summary>
    public static GitHubTicket? Read(JsonRow row) =>
        row.Number("number") is > 0 and { } number && row.IsAbsent("pull_request")
            ? new GitHubTicket(
                new ExternalTicket(
                    number.ToString(CultureInfo.InvariantCulture),
                    row.Text("html_url"),
                    State(row),
                    row.Time("created_at")
                ),
                row.Text("body"),
                [.. (row.Rows("labels") ?? []).Select(label => label.Text("name")).OfType<string>()],
                row.Time("updated_at")
            )
            : null;

    public static MarkedIssue? ReadMarked(JsonRow row) =>
        Read(row) is { } issue && StatusBlock.MarkerOf(issue.Body) is { } marker
            ? new MarkedIssue(marker, issue.Ticket, issue.UpdatedAt)
            : null;

    public static JsonObject Create(TicketDraft draft, SinkOptions options)
    {
        var issue = new JsonObject
        {
            ["title"] = SinkTexts.Cut(draft.Title, LongestTitle),
            ["body"] = StatusBlock.Write(draft.Marker, Text(draft.Body)),
            ["labels"] = List(SinkLabels.Of(options, draft)),
        };
        if (draft.Assignee is { } assignee)
        {
            issue["assignees"] = List([assignee]);
        }

        return issue;
    }

    /// <summary>Labels are written where the priority changed, and then with all that people added.</summary>
    public JsonObject Update(TicketDraft draft)
    {
        var change = new JsonObject
        {
            ["title"] = SinkTexts.Cut(draft.Title, LongestTitle),
            ["body"] = Rewritten(draft),
        };
        if (!Labels.Contains(draft.Priority.ToString(), StringComparer.Ordinal))
        {
            change["labels"] = List(
                Labels
                    .Except(SinkLabels.Outdated(Labels, draft), StringComparer.Ordinal)
                    .Append(draft.Priority.ToString())
            );
        }

        return change;
    }

    public static JsonObject Comment(TicketComment comment) =>
        new() { ["body"] = StatusBlock.Comment(comment.Key, Text(comment.Text)) };

    // What people wrote is never cut, so ours is.
    private string Rewritten(TicketDraft draft)
    {
        string text = Text(draft.Body);
        string whole = StatusBlock.Rewrite(Body, draft.Marker, text);
        int over = whole.Length - LongestBody;
        return over <= 0
            ? whole
            : StatusBlock.Rewrite(
                Body,
                draft.Marker,
                SinkTexts.Cut(text, Math.Max(2, text.Length - over - 1))
            );
    }

    private static string Text(string markdown) => SinkTexts.Cut(markdown, LongestText);

    private static ExternalState State(JsonRow row) =>
        row.Text("state") is not "closed" ? ExternalState.Open
        // Who closed it as a duplicate follows another one.
        : row.Text("state_reason") is "not_planned" or "duplicate" ? ExternalState.Declined
        : ExternalState.Closed;

    private static JsonArray List(IEnumerable<string> texts) =>
        [.. texts.Select(text => JsonValue.Create(text))];
}
