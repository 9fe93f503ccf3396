using System.Globalization;
using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Trackers;

namespace SloOperator.Sinks.GitHub;

/// <summary>How an issue is read and written.</summary>
internal static class GitHubTicket
{
    // "title is too long (maximum is 256 characters)", "body is too long (maximum is 65536 characters)".
    private const int LongestTitle = 256;
    private const int LongestBody = 65_536;
    private const int LongestText = 60_000;
    private const int ShortestText = 1000;

    /// <summary>Null: it is no issue. A pull request is none, though it is listed among them.</summary>
    public static TrackerIssue? Read(JsonRow row) =>
        row.Number("number") is > 0 and { } number
        && row.Text("html_url") is { } url
        && row.IsAbsent("pull_request")
            ? new TrackerIssue(
                new ExternalTicket(
                    number.ToString(CultureInfo.InvariantCulture),
                    url,
                    State(row),
                    row.Time("created_at")
                ),
                row.Text("body"),
                [
                    .. (row.Rows("labels") ?? [])
                        .Select(label => label.Text("name"))
                        .OfType<string>(),
                ],
                row.Time("updated_at")
            )
            : null;

    public static JsonObject Create(TicketDraft draft, SinkOptions options)
    {
        var issue = new JsonObject
        {
            ["title"] = TrackerTexts.Title(draft.Title, LongestTitle),
            ["body"] = StatusBlock.Write(draft.Marker, Text(draft.Body)),
            ["labels"] = List(TrackerLabels.Of(options, draft)),
        };
        if (draft.Assignee is { } assignee)
        {
            issue["assignees"] = List([assignee]);
        }

        return issue;
    }

    /// <summary>Labels are written where the priority changed, and then with all that people added.</summary>
    public static JsonObject Update(TrackerIssue issue, TicketDraft draft)
    {
        var change = new JsonObject
        {
            ["title"] = TrackerTexts.Title(draft.Title, LongestTitle),
            ["body"] = Rewritten(issue.Body, draft),
        };
        if (!issue.Labels.Contains(draft.Priority.ToString(), StringComparer.Ordinal))
        {
            change["labels"] = List(
                issue
                    .Labels.Except(
                        TrackerLabels.Outdated(issue.Labels, draft),
                        StringComparer.Ordinal
                    )
                    .Append(draft.Priority.ToString())
            );
        }

        return change;
    }

    public static JsonObject Comment(TicketComment comment) =>
        new() { ["body"] = StatusBlock.Comment(comment.Key, Text(comment.Text)) };

    // What people wrote is never cut, so ours is.
    private static string Rewritten(string? body, TicketDraft draft)
    {
        string text = Text(draft.Body);
        string whole = StatusBlock.Rewrite(body, draft.Marker, text);
        int room = LongestBody - (whole.Length - text.Length);
        return whole.Length <= LongestBody
            ? whole
            : StatusBlock.Rewrite(
                body,
                draft.Marker,
                TrackerTexts.Body(draft.Body, Math.Max(ShortestText, room))
            );
    }

    private static string Text(string subset) => TrackerTexts.Body(subset, LongestText);

    private static ExternalState State(JsonRow row) =>
        row.Text("state") is not "closed" ? ExternalState.Open
        // Who closed it as a duplicate follows another one.
        : row.Text("state_reason") is "not_planned" or "duplicate" ? ExternalState.Declined
        : ExternalState.Closed;

    private static JsonArray List(IEnumerable<string> texts) =>
        [.. texts.Select(text => JsonValue.Create(text))];
}
