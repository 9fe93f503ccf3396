namespace SloOperator.Resources.Tickets;

/// <summary>Null is "not written": defaults are applied by the mapping.</summary>
internal sealed record TicketSinkSpec
{
    /// <summary>GitHub, GitLab, Jira, Webhook or Slack.</summary>
    public string? Type { get; init; }

    /// <summary>Null is the vendor's own, where there is one.</summary>
    public string? Url { get; init; }

    /// <summary>What it is depends on the type.</summary>
    public string? Project { get; init; }

    /// <summary>Name of a Secret in the operator's namespace.</summary>
    public string? Secret { get; init; }

    /// <summary>Names or "*"; null is everybody, empty is nobody.</summary>
    public IReadOnlyList<string?>? AllowedNamespaces { get; init; }

    /// <summary>Of Jira; null is Task.</summary>
    public string? IssueType { get; init; }

    public IReadOnlyList<string?>? Labels { get; init; }

    /// <summary>Null is the vendor's limits.</summary>
    public RateLimitSpec? RateLimit { get; init; }

    /// <summary>Of Jira; null is the transition to a status of the category done.</summary>
    public string? CloseTransition { get; init; }
}
