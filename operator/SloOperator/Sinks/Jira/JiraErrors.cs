using System.Net;
using System.Text.RegularExpressions;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Jira;

/// <summary>What Jira found wrong, in our words: it answers {"errorMessages": […], "errors": {"field": "…"}}, of which only names of fields are repeated.</summary>
internal static partial class JiraErrors
{
    private const int MostFields = 10;

    private static readonly string[] Known =
    [
        "priority",
        "project",
        "issuetype",
        "labels",
        "assignee",
        "summary",
        "description",
        "resolution",
    ];

    private const string NoPriority = "it takes no priority, or none of that name";

    /// <summary>True: the same without a priority may be taken.</summary>
    public static bool IsOfPriorityAlone<T>(SinkReply<T> reply) =>
        reply is SinkReply<T>.Refused { Status: 400, Reason: var reason }
        && reason.EndsWith(NoPriority, StringComparison.Ordinal);

    public static string? Explain(SinkAnswer answer, SinkCall call, SinkOptions options) =>
        answer.Status switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => Invalid(
                answer.Json,
                call,
                options
            ),
            HttpStatusCode.Unauthorized =>
                $"the credential is not accepted; put a valid one into secret {options.Secret} (for Jira Cloud keys email and token, of the scopes read:jira-work and write:jira-work; for Data Center key token)",
            HttpStatusCode.Forbidden =>
                $"the account may not do this; give that of secret {options.Secret} the permissions Browse projects, Create issues, Edit issues, Transition issues, Add comments and Link issues in project {options.Project}",
            HttpStatusCode.NotFound =>
                $"there is no such thing, or the account of secret {options.Secret} may not see it; check {options.Field("project")} and spec.url",
            HttpStatusCode.Gone =>
                $"this Jira does not answer so any more; Jira Cloud is to be named by its own host, such as https://example.atlassian.net: check {options.Field("url")}",
            _ => null,
        };

    public static string TypeOf(SinkOptions options) => options.IssueType ?? "Task";

    private static string Invalid(JsonRow json, SinkCall call, SinkOptions options)
    {
        IReadOnlyList<string> fields = json.Names("errors");
        IEnumerable<string> found = Known
            .Where(fields.Contains)
            .Select(field => Invalid(field, options))
            .Concat(Others(fields, options));
        return string.Join("; ", found) is { Length: > 0 } all
            ? all
            : $"it does not take what was sent to {call.Act}; check {options.Field("project")}, spec.issueType and spec.closeTransition";
    }

    private static string Invalid(string field, SinkOptions options) =>
        field switch
        {
            "project" =>
                $"there is no project {options.Project}, or the account may not create issues in it; check {options.Field("project")}",
            "issuetype" =>
                $"project {options.Project} has no issue type {TypeOf(options)}; change {options.Field("issueType")}",
            "labels" =>
                $"it does not take the labels; check {options.Field("labels")} and labels of the TeamSLO's ticketing, and that issue type {TypeOf(options)} has the field labels on its screens",
            "assignee" =>
                "nobody of that name can be assigned; check the assignee of the TeamSLO's ticketing",
            "resolution" =>
                $"the transition does not take a resolution, or wants another; name one that does in {options.Field("closeTransition")}",
            "priority" => NoPriority,
            _ =>
                $"it does not take the {field}; check the screens of issue type {TypeOf(options)}, {options.Field("issueType")}",
        };

    // Required fields that only this Jira has.
    private static IEnumerable<string> Others(IReadOnlyList<string> fields, SinkOptions options)
    {
        string[] names =
        [
            .. fields
                .Except(Known, StringComparer.Ordinal)
                .Where(name => FieldId().IsMatch(name))
                .Take(MostFields),
        ];
        if (names.Length > 0)
        {
            yield return $"issue type {TypeOf(options)} wants {string.Join(", ", names)}; make that optional, or change {options.Field("issueType")}";
        }
    }

    [GeneratedRegex(
        "^(customfield_[0-9]{1,9}|components|versions|fixVersions|duedate|environment|parent|reporter|security|timetracking|comment|worklog)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex FieldId();
}
