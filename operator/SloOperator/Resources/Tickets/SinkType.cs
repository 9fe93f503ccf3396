namespace SloOperator.Resources.Tickets;

/// <summary>The systems that tickets can be raised in.</summary>
internal enum SinkType
{
    GitHub,
    GitLab,
    Jira,
    Webhook,

    /// <summary>Notification only.</summary>
    Slack,
}
