namespace SloOperator.Resources.OnCall;

/// <summary>Exactly one of the three.</summary>
internal sealed record PageSourceSpec
{
    public AlertsSpec? Prometheus { get; init; }

    public PagerSpec? Pager { get; init; }

    public AlertmanagerWebhookSpec? AlertmanagerWebhook { get; init; }
}
