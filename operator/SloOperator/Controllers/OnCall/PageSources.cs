using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Alerts;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>Hands each policy to the source it names, and takes it from the others.</summary>
internal sealed class PageSources(
    IAlertReadings alerts,
    PagerCollector pagers,
    WebhookInbox webhooks
) : IPageReadings
{
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    public event Action<ResourceName>? Changed
    {
        add
        {
            alerts.Changed += value;
            pagers.Changed += value;
            webhooks.Changed += value;
        }
        remove
        {
            alerts.Changed -= value;
            pagers.Changed -= value;
            webhooks.Changed -= value;
        }
    }

    public void Track(OnCallTerms terms, WebhookStatus? kept)
    {
        TimeSpan lookback = LoadAssessor.Lookback(terms.Plan.Window);
        switch (terms.Source)
        {
            case PageSource.Alerts source:
                Leave(terms.Owner, pagers.Untrack, webhooks.Untrack);
                alerts.Track(Subscribe(terms, source, lookback));
                break;
            case PageSource.Pager source:
                Leave(terms.Owner, alerts.Untrack, webhooks.Untrack);
                pagers.Track(
                    new PagerSubscription(
                        terms.Owner,
                        source.Options,
                        terms.Plan.Hours.Zone,
                        lookback
                    )
                );
                break;
            case PageSource.Webhook source:
                Leave(terms.Owner, alerts.Untrack, pagers.Untrack);
                webhooks.Track(
                    terms.Owner,
                    source,
                    new WebhookKeeping(terms.Uid, lookback, kept)
                );
                break;
        }
    }

    public void Untrack(ResourceName owner) =>
        Leave(owner, alerts.Untrack, pagers.Untrack, webhooks.Untrack);

    public PageReading? Read(ResourceName owner)
    {
        if ((alerts.Read(owner) ?? pagers.Read(owner)) is { } history)
        {
            return new PageReading(history);
        }

        return webhooks.Read(owner) is { } told ? new PageReading(told.History, told.Kept) : null;
    }

    public void Kept(ResourceName owner, WebhookStatus kept) => webhooks.Kept(owner, kept);

    private static AlertSubscription Subscribe(
        OnCallTerms terms,
        PageSource.Alerts source,
        TimeSpan lookback
    ) =>
        new()
        {
            Owner = terms.Owner,
            Tenant = terms.Tenant,
            Endpoint = source.Endpoint,
            Query = source.Query,
            Window = terms.Plan.Window,
            Lookback = lookback,
        };

    private static void Leave(ResourceName owner, params ReadOnlySpan<Action<ResourceName>> others)
    {
        foreach (Action<ResourceName> untrack in others)
        {
            untrack(owner);
        }
    }
}
