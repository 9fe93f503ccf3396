namespace SloOperator.Pagers.Alertmanager;

/// <summary>The address that Alertmanager's receiver calls beside the pager.</summary>
internal static class AlertmanagerEndpoints
{
    /// <summary>On Kestrel alone: the limits of a body are its features.</summary>
    public static IEndpointRouteBuilder MapAlertmanagerHook(
        this IEndpointRouteBuilder endpoints,
        AlertmanagerHook hook
    )
    {
        endpoints.MapPost("/hooks/alertmanager/{namespace}/{name}", hook.AnswerAsync);
        return endpoints;
    }
}
