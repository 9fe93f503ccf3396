namespace SloOperator.Pagers.Opsgenie;

/// <summary>Where Jira Service Management's operations, which are Opsgenie moved to Atlassian's gateway, differ from it in what they are asked.</summary>
/// <param name="Name">As reasons name it.</param>
/// <param name="Version">The path before every other; empty when the URL has it.</param>
/// <param name="SizeParameter">How many rows a page has.</param>
/// <param name="CursorParameter">Where a page of an alert's log begins.</param>
/// <param name="HasRecipients">Whether an alert's recipients can be asked for; else only its log tells of them.</param>
internal sealed record OpsgenieDialect(
    string Name,
    string Version,
    string SizeParameter,
    string CursorParameter,
    bool HasRecipients
)
{
    /// <summary>At api.atlassian.com the account is told by email and token, at api.opsgenie.com by a key alone.</summary>
    public bool IsBasic => !HasRecipients;

    public static OpsgenieDialect Of(PagerOptions options) =>
        options.Type is PagerType.JiraOps
            ? new("Jira Service Management", Prefix(options.Url, "v1"), "size", "after", false)
            : new("Opsgenie", Prefix(options.Url, "v2"), "limit", "offset", true);

    private static string Prefix(Uri url, string version) =>
        url.AbsolutePath.TrimEnd('/').EndsWith($"/{version}", StringComparison.Ordinal)
            ? ""
            : $"{version}/";
}
