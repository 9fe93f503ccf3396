namespace SloOperator.Pagers;

/// <summary>Whose API is spoken.</summary>
internal enum PagerType
{
    PagerDuty,
    Opsgenie,

    /// <summary>Jira Service Management's operations: Opsgenie's successor, at Atlassian's own gateway.</summary>
    JiraOps,
}
