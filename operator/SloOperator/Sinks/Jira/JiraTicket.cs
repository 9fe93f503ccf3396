using System.Text.Json.Nodes;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Markup;
using SloOperator.Sinks.Trackers;

namespace SloOperator.Sinks.Jira;

/// <summary>How an issue is written.</summary>
internal static class JiraTicket
{
    private const int LongestSummary = 255;
    private const int LongestLabel = 255;

    /// <summary>Finds the issue again; it is there as soon as the issue is.</summary>
    public static string MarkerLabel(string marker) => Label($"slo-operator-{marker}");

    public static string GlobalId(string marker) => $"slo-operator:{marker}";

    public static JsonObject Create(
        TicketDraft draft,
        SinkOptions options,
        JiraDialect dialect,
        bool hasPriority
    )
    {
        var fields = new JsonObject
        {
            ["project"] = new JsonObject { ["key"] = options.Project },
            ["issuetype"] = new JsonObject { ["name"] = JiraErrors.TypeOf(options) },
            ["summary"] = Summary(draft),
            ["description"] = JiraDescription.Write(draft.Body, dialect),
            ["labels"] = new JsonArray([
                .. Labels(draft, options).Select(label => JsonValue.Create(label)),
            ]),
        };
        if (draft.Assignee is { } assignee)
        {
            fields["assignee"] = dialect.Person(assignee);
        }

        return new JsonObject { ["fields"] = WithPriority(fields, draft, hasPriority) };
    }

    /// <summary>Labels are added and taken away one by one: those that people put there stay.</summary>
    public static JsonObject Update(
        JiraIssue issue,
        TicketDraft draft,
        JiraDialect dialect,
        bool hasPriority
    )
    {
        var fields = new JsonObject
        {
            ["summary"] = Summary(draft),
            ["description"] = JiraDescription.Rewrite(issue.Fields, draft.Body, dialect),
        };
        var change = new JsonObject { ["fields"] = WithPriority(fields, draft, hasPriority) };
        if (LabelChanges(issue, draft) is { Count: > 0 } labels)
        {
            change["update"] = new JsonObject { ["labels"] = labels };
        }

        return change;
    }

    public static JsonObject Comment(TicketComment comment, JiraDialect dialect) =>
        new() { ["body"] = dialect.Text(JiraComment.Write(comment), JiraDescription.MostBytes) };

    public static JsonObject Link(TicketDraft draft, string url) =>
        new()
        {
            ["globalId"] = GlobalId(draft.Marker),
            ["application"] = new JsonObject
            {
                ["type"] = "dev.slo-operator",
                ["name"] = "slo-operator",
            },
            ["relationship"] = "raised for",
            ["object"] = new JsonObject
            {
                ["url"] = url,
                ["title"] = OneLine.Cut(
                    $"{draft.Namespace}/{draft.Owner}: {draft.Cause} ({draft.Marker})",
                    LongestSummary
                ),
            },
        };

    private static JsonObject WithPriority(JsonObject fields, TicketDraft draft, bool hasPriority)
    {
        if (hasPriority)
        {
            fields["priority"] = new JsonObject { ["name"] = Priority(draft.Priority) };
        }

        return fields;
    }

    // The names that Jira is delivered with.
    private static string Priority(TicketPriority priority) =>
        priority switch
        {
            TicketPriority.P1 => "Highest",
            TicketPriority.P2 => "High",
            TicketPriority.P3 => "Medium",
            _ => "Low",
        };

    private static IEnumerable<string> Labels(TicketDraft draft, SinkOptions options) =>
        TrackerLabels
            .Of(options, draft)
            .Select(Label)
            .Append(MarkerLabel(draft.Marker))
            .Distinct(StringComparer.Ordinal);

    private static JsonArray LabelChanges(JiraIssue issue, TicketDraft draft)
    {
        IReadOnlyList<string> there = issue.Fields.Texts("labels");
        string[] wanted = [draft.Priority.ToString(), MarkerLabel(draft.Marker)];
        return
        [
            .. wanted
                .Except(there, StringComparer.Ordinal)
                .Select(label => new JsonObject { ["add"] = label }),
            .. TrackerLabels
                .Outdated(there, draft)
                .Select(label => new JsonObject { ["remove"] = label }),
        ];
    }

    private static string Summary(TicketDraft draft) =>
        OneLine.Cut(OneLine.Of(draft.Title).Trim(), LongestSummary);

    // A label with a blank is refused, and with it the issue.
    private static string Label(string label) =>
        OneLine.Cut(OneLine.Of(label).Trim().Replace(' ', '-'), LongestLabel);
}
