namespace SloOperator.Resources.Tickets;

/// <summary>A TicketSink that can be used; equal by value.</summary>
internal sealed record SinkOptions
{
    /// <summary>Of the TicketSink.</summary>
    public required string Name { get; init; }

    public required SinkType Type { get; init; }

    /// <summary>https unless private sinks are allowed. GitHub: of the API, https://api.github.com. GitLab, Jira: of the site, before /api and /rest. Slack: https://slack.com, before /api. Webhook: the receiver.</summary>
    public required Uri Url { get; init; }

    /// <summary>owner/repository, a GitLab path or number, a Jira key, a Slack channel; null for a webhook.</summary>
    public string? Project { get; init; }

    /// <summary>Name of a Secret in the operator's namespace.</summary>
    public required string Secret { get; init; }

    /// <summary>Of Jira; null elsewhere.</summary>
    public string? IssueType { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Of Jira: the transition that closes, by name; null: the one whose status category is done.</summary>
    public string? CloseTransition { get; init; }

    /// <summary>Most calls a minute; null: the vendor's limit.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Most calls an hour; null: the vendor's limit.</summary>
    public int? PerHour { get; init; }

    public bool Equals(SinkOptions? other) =>
        other is not null
        && (Name, Type, Url, Project, Secret)
            == (other.Name, other.Type, other.Url, other.Project, other.Secret)
        && (IssueType, CloseTransition, PerMinute, PerHour)
            == (other.IssueType, other.CloseTransition, other.PerMinute, other.PerHour)
        && Labels.SequenceEqual(other.Labels, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Name, Type, Url, Project, Secret);
}
