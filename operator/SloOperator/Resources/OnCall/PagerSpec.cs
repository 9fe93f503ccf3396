namespace SloOperator.Resources.OnCall;

internal sealed record PagerSpec
{
    /// <summary>PagerDuty, Opsgenie or JiraOps.</summary>
    public string? Type { get; init; }

    /// <summary>An https URL at the vendor; null is the type's own, which JiraOps has not.</summary>
    public string? Url { get; init; }

    public SecretKeySpec? Secret { get; init; }

    public IReadOnlyList<string?>? TeamIds { get; init; }

    public IReadOnlyList<string?>? ScheduleIds { get; init; }
}
