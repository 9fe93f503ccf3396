using System.Text.RegularExpressions;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;

namespace SloOperator.Sinks.Jira;

/// <summary>An issue as Jira has it.</summary>
/// <param name="Id">A number, which stays when the issue is moved.</param>
/// <param name="Key">As people call it: PAY-7.</param>
/// <param name="Fields">Those that were asked for.</param>
internal sealed partial record JiraIssue(string Id, string Key, JsonRow Fields)
{
    // Resolutions, and statuses of projects that have none, by which people say that the work is not to be done.
    private static readonly string[] Refusals =
    [
        "won't do",
        "won't fix",
        "wont do",
        "wont fix",
        "declined",
        "rejected",
        "duplicate",
        "invalid",
        "cancelled",
        "canceled",
        "cannot reproduce",
        "not a bug",
        "obsolete",
        "abandoned",
    ];

    /// <summary>What answers must have to be followed.</summary>
    public const string StateFields = "status,resolution,created,labels";

    /// <summary>Null: the row is no issue.</summary>
    public static JiraIssue? Read(JsonRow row) =>
        row.Text("id") is { } id
        && IdText().IsMatch(id)
        && row.Text("key") is { } key
        && KeyText().IsMatch(key)
            ? new JiraIssue(id, key, row.Row("fields"))
            : null;

    public bool IsOpen => !IsDone(Fields.Row("status"));

    public ExternalState State =>
        IsOpen ? ExternalState.Open
        : IsRefusal(Fields.Row("resolution").Text("name"))
        || IsRefusal(Fields.Row("status").Text("name"))
            ? ExternalState.Declined
        : ExternalState.Closed;

    /// <param name="browse">Where people look at issues; null: nobody knows.</param>
    public ExternalTicket Ticket(string? browse) => Ticket(browse, State);

    public ExternalTicket Ticket(string? browse, ExternalState state) =>
        new(Id, browse is null ? null : $"{browse}/browse/{Key}", state, Fields.Time("created"));

    /// <summary>By the category, which is the same in every language and every workflow.</summary>
    public static bool IsDone(JsonRow status) => status.Row("statusCategory").Text("key") is "done";

    public static bool IsRefusal(string? name) =>
        name is not null
        && Refusals.Contains(name.Replace('’', '\'').Trim(), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("^[0-9]{1,18}$", RegexOptions.None, 1000)]
    private static partial Regex IdText();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,254}-[0-9]{1,18}$", RegexOptions.None, 1000)]
    private static partial Regex KeyText();
}
