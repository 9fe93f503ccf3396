using System.Net;
using SloOperator.Http;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.GitLab;

/// <summary>What GitLab found wrong, in our words: https://docs.gitlab.com/api/rest/troubleshooting.</summary>
internal static class GitLabErrors
{
    // Only names that are known are repeated; what is written beside them is anybody's.
    private static readonly string[] Fields =
    [
        "title",
        "description",
        "labels",
        "assignee_id",
        "assignees",
        "note",
    ];

    public static string? Explain(SinkAnswer answer, SinkOptions options) =>
        answer.Status switch
        {
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                $"the project was renamed or moved, or the URL is not the server's own; check {options.Field("project")} and spec.url",
            HttpStatusCode.Forbidden when answer.Json.Text("error") is "insufficient_scope" =>
                $"the token may only do something else; give that of secret {options.Secret} the scope api",
            HttpStatusCode.Forbidden =>
                $"issues are turned off in {options.Project}, or the token may not write them; turn them on, or give that of secret {options.Secret} the role Reporter",
            HttpStatusCode.NotFound =>
                $"there is no {options.Project}, or the token may not see it; check {options.Field("project")} and what the token of secret {options.Secret} has access to",
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity =>
                $"it does not take {Wrong(answer.Json)}; check {options.Field("labels")}, and labels and assignee of the TeamSLO's ticketing",
            _ => null,
        };

    // {"message":{"title":["is too long"]}}, or {"error":"title is missing"}.
    private static string Wrong(JsonRow json)
    {
        JsonRow message = json.Row("message");
        string error = json.Text("error") ?? "";
        string[] fields =
        [
            .. Fields.Where(field =>
                !message.IsAbsent(field) || error.StartsWith(field + " ", StringComparison.Ordinal)
            ),
        ];
        return fields.Length > 0 ? string.Join(", ", fields) : "something of it";
    }
}
