using System.Net;
using System.Text.RegularExpressions;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Slack;

/// <summary>What Slack found wrong, in our words: {"ok": false, "error": "channel_not_found"} (https://docs.slack.dev/reference/methods/chat.postMessage/#errors).</summary>
internal static partial class SlackErrors
{
    private const string Unknown = "unknown";

    /// <summary>Null: the answer says that it was done, or nothing at all.</summary>
    public static string? Of(SinkAnswer answer) =>
        answer.Json.Flag("ok") is not false ? null
        : answer.Json.Text("error") is { } error && Word().IsMatch(error) ? error
        : Unknown;

    public static bool IsLimit(string? error) => error is "ratelimited" or "rate_limited";

    public static SinkVerdict Judge(string error) =>
        error switch
        {
            "ratelimited" or "rate_limited" => SinkVerdict.Busy,
            // "The POST data was either missing or truncated", or the workspace is being moved.
            "request_timeout" or "team_added_to_org" or "org_login_required" => SinkVerdict.Busy,
            // What has become of the message is known.
            "message_not_found" or "edit_window_closed" or "cant_update_message" or "is_inactive" =>
                SinkVerdict.Done,
            // "It's possible some aspect of the operation succeeded before the error was raised."
            "fatal_error" or "internal_error" or "service_unavailable" or "update_failed" =>
                SinkVerdict.Unclear,
            _ => SinkVerdict.Refused,
        };

    /// <summary>The message is there no more.</summary>
    public static bool IsGone(SinkAnswer answer) => Of(answer) is "message_not_found";

    /// <summary>The message stays as it was: how long one may be changed is the workspace's to say.</summary>
    public static bool IsFixed(SinkAnswer answer) =>
        Of(answer) is "edit_window_closed" or "cant_update_message" or "is_inactive";

    public static string? Explain(SinkAnswer answer, SinkOptions options) =>
        answer.Status is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest
        || Of(answer) is not { } error
            ? null
            : Explain(error, options);

    private static string? Explain(string error, SinkOptions options) =>
        error switch
        {
            "channel_not_found" =>
                $"there is no channel {options.Project}, or the app may not see it; invite the app to it, or change {options.Field("project")}",
            "not_in_channel" =>
                $"the app is not in channel {options.Project}; invite it, or change {options.Field("project")}",
            "is_archived" =>
                $"channel {options.Project} is archived; change {options.Field("project")}",
            "restricted_action"
            or "restricted_action_read_only_channel"
            or "restricted_action_thread_only_channel" =>
                $"the app may not post in channel {options.Project}; allow it, or change {options.Field("project")}",
            "not_authed"
            or "invalid_auth"
            or "account_inactive"
            or "token_revoked"
            or "token_expired" =>
                $"the token is not accepted; put a valid one into key token of secret {options.Secret}",
            "missing_scope" or "no_permission" or "not_allowed_token_type" =>
                $"the token may not do this; give the app of secret {options.Secret} the bot scope chat:write, and chat:write.public for channels it is not in",
            _ when Known.Contains(error, StringComparer.Ordinal) =>
                $"it answered {error}; check {options.Field("project")} and the app of secret {options.Secret}",
            _ =>
                $"it answered an error that is not known; check {options.Field("project")} and the app of secret {options.Secret}",
        };

    // Only words that are known are repeated.
    private static readonly string[] Known =
    [
        "msg_too_long",
        "no_text",
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "invalid_arguments",
        "invalid_arg_name",
        "ekm_access_denied",
        "access_denied",
        "team_access_not_granted",
        "enterprise_is_restricted",
        "accesslimited",
        "team_not_found",
        "two_factor_setup_required",
        "method_deprecated",
        "deprecated_endpoint",
        "external_channel_migrating",
        "block_mismatch",
    ];

    [GeneratedRegex("^[a-z_]{2,60}$", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
