using System.Globalization;
using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Trackers;

namespace SloOperator.Sinks.GitLab;

/// <summary>How an issue is read and written.</summary>
internal static class GitLabTicket
{
    private const int LongestTitle = 255;

    // GitLab's issues have no reason for having been closed, other than these labels: by name, or as the value of a scoped one.
    private static readonly string[] DeclinedLabels =
    [
        "wontfix",
        "wontdo",
        "declined",
        "notplanned",
        "duplicate",
    ];

    /// <summary>Its number within the project is its id. Null: it is no issue.</summary>
    public static TrackerIssue? Read(JsonRow row) =>
        row.Number("iid") is > 0 and { } number && row.Text("web_url") is { } url
            ? new TrackerIssue(
                new ExternalTicket(
                    number.ToString(CultureInfo.InvariantCulture),
                    url,
                    State(row),
                    row.Time("created_at")
                ),
                row.Text("description"),
                row.Texts("labels"),
                row.Time("updated_at")
            )
            : null;

    public static JsonObject Create(TicketDraft draft, long? assignee, SinkOptions options)
    {
        var issue = new JsonObject
        {
            ["title"] = TrackerTexts.Title(draft.Title, LongestTitle),
            ["description"] = StatusBlock.Write(draft.Marker, TrackerTexts.Body(draft.Body)),
            ["labels"] = List(TrackerLabels.Of(options, draft)),
        };
        if (assignee is { } id)
        {
            issue["assignee_id"] = id;
        }

        return issue;
    }

    public static JsonObject Update(TrackerIssue issue, TicketDraft draft)
    {
        var change = new JsonObject
        {
            ["title"] = TrackerTexts.Title(draft.Title, LongestTitle),
            ["description"] = StatusBlock.Rewrite(
                issue.Body,
                draft.Marker,
                TrackerTexts.Body(draft.Body)
            ),
        };
        if (!issue.Labels.Contains(draft.Priority.ToString(), StringComparer.Ordinal))
        {
            change["add_labels"] = draft.Priority.ToString();
            change["remove_labels"] = List(TrackerLabels.Outdated(issue.Labels, draft));
        }

        return change;
    }

    public static JsonObject Comment(TicketComment comment) =>
        new() { ["body"] = StatusBlock.Comment(comment.Key, TrackerTexts.Body(comment.Text)) };

    private static ExternalState State(JsonRow row) =>
        row.Text("state") is not "closed" ? ExternalState.Open
        : IsElsewhere(row) || row.Texts("labels").Any(IsDeclined) ? ExternalState.Declined
        : ExternalState.Closed;

    // Moved to another project, or a duplicate: it is followed up there.
    private static bool IsElsewhere(JsonRow row) =>
        row.Number("moved_to_id") is not null
        || row.Row("_links").Text("closed_as_duplicate_of") is not null;

    private static bool IsDeclined(string label)
    {
        string name = label[(label.LastIndexOf("::", StringComparison.Ordinal) + 1)..];
        string letters = string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();
        return DeclinedLabels.Contains(letters, StringComparer.Ordinal);
    }

    // A comma would make two of one.
    private static string List(IEnumerable<string> labels) =>
        string.Join(',', labels.Select(label => label.Replace(',', ' ')));
}
