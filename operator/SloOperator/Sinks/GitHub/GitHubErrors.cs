using System.Net;
using SloOperator.Http;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.GitHub;

/// <summary>What GitHub found wrong, in our words: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api.</summary>
internal static class GitHubErrors
{
    // Only names and codes that are known are repeated; what is written beside them is anybody's.
    private static readonly string[] Fields = ["title", "body", "labels", "name", "assignees"];

    private static readonly string[] Codes =
    [
        "missing",
        "missing_field",
        "invalid",
        "already_exists",
        "unprocessable",
        "custom",
        "too_long",
    ];

    public static string? Explain(SinkAnswer answer, SinkOptions options) =>
        answer.Status switch
        {
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                $"the repository was renamed or moved, or the URL is not the API's; check {options.Field("project")} and spec.url",
            HttpStatusCode.Forbidden => Forbidden(answer, options),
            HttpStatusCode.NotFound =>
                $"there is no {options.Project}, or the token may not see it; check {options.Field("project")} and what the token of secret {options.Secret} has access to",
            HttpStatusCode.Gone =>
                $"issues are turned off in {options.Project}; turn them on, or change {options.Field("project")}",
            HttpStatusCode.UnprocessableEntity => Unprocessable(answer.Json, options),
            _ => null,
        };

    public static bool SpeaksOfLimit(JsonRow json) =>
        Says(json, "message", "rate limit") || Says(json, "documentation_url", "rate-limit");

    private static string Forbidden(SinkAnswer answer, SinkOptions options) =>
        answer.Header("X-GitHub-SSO") is not null
            ? $"the organization wants single sign-on; authorize the token of secret {options.Secret} for it"
        : Says(answer.Json, "message", "archived")
            ? $"{options.Project} is archived; change {options.Field("project")}"
        : $"the token may not do this; give that of secret {options.Secret} read and write access to issues of {options.Project}";

    private static string Unprocessable(JsonRow json, SinkOptions options)
    {
        string[] fields =
        [
            .. (json.Rows("errors") ?? [])
                .Select(error =>
                    Named(error, Fields, "field") is { } field
                        ? Named(error, Codes, "code") is { } code
                            ? $"{field} ({code})"
                            : field
                        : null
                )
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
        string what = fields.Length > 0 ? string.Join(", ", fields) : "something of it";
        return $"it does not take {what}; check {options.Field("labels")}, and labels and assignee of the TeamSLO's ticketing";
    }

    private static string? Named(JsonRow error, string[] known, string member) =>
        error.Text(member) is { } text && known.Contains(text, StringComparer.Ordinal)
            ? text
            : null;

    private static bool Says(JsonRow json, string member, string words) =>
        json.Text(member)?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
}
