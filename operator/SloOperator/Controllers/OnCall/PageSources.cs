using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Alerts;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>Hands each policy to the source it names.</summary>
internal sealed class PageSources(IAlertReadings alerts) : IPageReadings
{
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    public event Action<ResourceName>? Changed
    {
        add => alerts.Changed += value;
        remove => alerts.Changed -= value;
    }

    public void Track(OnCallTerms terms, WebhookStatus? kept)
    {
        if (terms.Source is PageSource.Alerts source)
        {
            alerts.Track(
                new AlertSubscription
                {
                    Owner = terms.Owner,
                    Tenant = terms.Tenant,
                    Endpoint = source.Endpoint,
                    Query = source.Query,
                    Window = terms.Plan.Window,
                    Lookback = LoadAssessor.Lookback(terms.Plan.Window),
                }
            );
        }
        else
        {
            alerts.Untrack(terms.Owner);
        }
    }

    public void Untrack(ResourceName owner) => alerts.Untrack(owner);

    public PageHistory? Read(ResourceName owner) => alerts.Read(owner);
}
