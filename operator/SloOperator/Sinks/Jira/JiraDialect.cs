using System.Text.Json.Nodes;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Sinks.Jira;

/// <summary>What differs between the two Jiras: Cloud speaks version 3 with documents, Data Center version 2 with wiki markup.</summary>
internal sealed record JiraDialect
{
    public static readonly JiraDialect Cloud = new();
    public static readonly JiraDialect DataCenter = new();

    private JiraDialect() { }

    public bool IsCloud => ReferenceEquals(this, Cloud);

    /// <summary>Tokens with scopes are for api.atlassian.com/ex/jira/CLOUD-ID (https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/), all others for the site.</summary>
    public static JiraDialect Of(SinkOptions options) =>
        IsGateway(options.Url)
        || options.Url.Host.EndsWith(".atlassian.net", StringComparison.OrdinalIgnoreCase)
            ? Cloud
            : DataCenter;

    /// <summary>True: nobody can look at an issue there.</summary>
    public static bool IsGateway(Uri url) =>
        url.Host.Equals("api.atlassian.com", StringComparison.OrdinalIgnoreCase);

    public string Version => IsCloud ? "3" : "2";

    /// <summary>The old one answers 410 in Cloud since 2025 (https://developer.atlassian.com/changelog/#CHANGE-2046).</summary>
    public IReadOnlyList<string> Search => IsCloud ? ["search", "jql"] : ["search"];

    public JsonNode Text(MarkupDocument document, int mostBytes) =>
        IsCloud
            ? JsonNode.Parse(AdfWriter.Write(document, mostBytes))!
            : JsonValue.Create(WikiWriter.Write(document, mostBytes));

    /// <summary>Cloud knows people by the id of their account, Data Center by their user name.</summary>
    public JsonObject Person(string name) => new() { [IsCloud ? "accountId" : "name"] = name };
}
