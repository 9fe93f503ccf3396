namespace SloOperator.Resources.OnCall;

/// <summary>Which pager's interface is spoken.</summary>
internal enum PagerType
{
    PagerDuty,
    Opsgenie,

    /// <summary>Jira Service Management Operations, where Opsgenie lives on.</summary>
    JiraOps,
}
