using SloOperator.Http;
using SloOperator.Prometheus;

namespace SloOperator.Resources.OnCall;

/// <summary>Gives null, with every problem of every source written recorded, unless exactly one is written and can be used.</summary>
internal sealed class PageSourceMapper(Func<UsableEndpoint?> findEndpoint, Tenant tenant)
{
    private const string Wanted = "exactly one of prometheus, pager and alertmanagerWebhook";

    public PageSource? Map(PageSourceSpec? spec, SpecField field)
    {
        if (spec is null)
        {
            field.Refuse(
                $"is missing; write {Wanted}, such as prometheus: {{selector: 'severity=\"page\"'}}"
            );
            return null;
        }

        List<(string Name, PageSource? Source)> written = [];
        if (spec.Prometheus is { } alerts)
        {
            written.Add(("prometheus", Alerts(alerts, field["prometheus"])));
        }

        if (spec.Pager is { } pager)
        {
            written.Add(("pager", PagerMapper.Map(pager, field["pager"])));
        }

        if (spec.AlertmanagerWebhook is { } webhook)
        {
            written.Add(("alertmanagerWebhook", Webhook(webhook, field["alertmanagerWebhook"])));
        }

        if (written.Count == 1)
        {
            return written[0].Source;
        }

        string found =
            written.Count == 0 ? "none" : string.Join(", ", written.Select(each => each.Name));
        field.Refuse($"needs {Wanted}, found {found}");
        return null;
    }

    /// <summary>Only this source asks the endpoint, so only here may there be none.</summary>
    private PageSource.Alerts? Alerts(AlertsSpec spec, SpecField field)
    {
        UsableEndpoint? endpoint = findEndpoint();
        SelectorRules rules = endpoint?.RulesFor(tenant) ?? SelectorRules.None;
        return AlertQueryMapper.Map(spec, field, rules) is { } query && endpoint is not null
            ? new PageSource.Alerts(endpoint.Options, query)
            : null;
    }

    private static PageSource.Webhook? Webhook(AlertmanagerWebhookSpec spec, SpecField field)
    {
        string? name = field["secret"]
            ["name"]
            .ReadObjectName(spec.Secret?.Name ?? "slo-operator-webhook");
        string? key = field["secret"]["key"].ReadSecretKey(spec.Secret?.Key ?? "token");
        return name is not null && key is not null
            ? new PageSource.Webhook(new SecretKey(name, key))
            : null;
    }
}
