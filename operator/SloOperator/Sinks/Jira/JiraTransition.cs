using System.Text.Json.Nodes;
using SloOperator.Http;

namespace SloOperator.Sinks.Jira;

/// <summary>A way out of an issue's status. Names and ids differ from workflow to workflow; the category of the status it leads to does not.</summary>
/// <param name="Id">As calls want it.</param>
/// <param name="Name">As people call it.</param>
/// <param name="To">The status it leads to.</param>
/// <param name="Fields">Of its screen.</param>
internal sealed record JiraTransition(string Id, string Name, JsonRow To, JsonRow Fields)
{
    private const string Resolution = "resolution";

    private static readonly string[] Resolved = ["Done", "Fixed", "Resolved", "Completed"];

    public static IReadOnlyList<JiraTransition> Read(IReadOnlyList<JsonRow> rows) =>
        [.. rows.Select(Read).OfType<JiraTransition>()];

    /// <param name="transitions">Those that can be taken now.</param>
    /// <param name="name">Null: one to a status of the category done, rather one that does not decline the work.</param>
    public static JiraTransition? Closing(
        IReadOnlyList<JiraTransition> transitions,
        string? name
    ) =>
        name is not null
            ? transitions.FirstOrDefault(transition =>
                transition.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            )
            : transitions
                .Where(transition => JiraIssue.IsDone(transition.To))
                .OrderBy(transition => transition.Wants.Count)
                .ThenBy(transition => JiraIssue.IsRefusal(transition.To.Text("name")))
                .FirstOrDefault();

    /// <summary>One to a status of the category new, rather than to one in progress.</summary>
    public static JiraTransition? Opening(IReadOnlyList<JiraTransition> transitions) =>
        transitions
            .Where(transition => !JiraIssue.IsDone(transition.To))
            .OrderBy(transition => transition.Wants.Count)
            .ThenBy(transition => transition.To.Row("statusCategory").Text("key") is not "new")
            .FirstOrDefault();

    public JsonObject ToBody()
    {
        var body = new JsonObject { ["transition"] = new JsonObject { ["id"] = Id } };
        if (JiraIssue.IsDone(To) && ResolutionName() is { } resolution)
        {
            body["fields"] = new JsonObject
            {
                [Resolution] = new JsonObject { ["name"] = resolution },
            };
        }

        return body;
    }

    // What its screen requires and we do not know.
    private IReadOnlyList<string> Wants =>
        [
            .. Names.Where(name =>
                name is not Resolution
                && Fields.Row(name).Flag("required") is true
                && Fields.Row(name).Flag("hasDefaultValue") is not true
            ),
        ];

    private IReadOnlyList<string> Names { get; init; } = [];

    private static JiraTransition? Read(JsonRow row) =>
        row.Text("id") is { } id && row.Text("name") is { } name
            ? new JiraTransition(id, name, row.Row("to"), row.Row("fields"))
            {
                Names = row.Names("fields"),
            }
            : null;

    // A screen without the field refuses it.
    private string? ResolutionName()
    {
        string[] names =
        [
            .. (Fields.Row(Resolution).Rows("allowedValues") ?? [])
                .Select(value => value.Text("name"))
                .OfType<string>(),
        ];
        return Resolved.FirstOrDefault(name =>
                names.Contains(name, StringComparer.OrdinalIgnoreCase)
            ) ?? names.FirstOrDefault(name => !JiraIssue.IsRefusal(name));
    }
}
