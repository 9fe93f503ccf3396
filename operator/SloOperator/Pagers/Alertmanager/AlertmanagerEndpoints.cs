namespace SloOperator.Pagers.Alertmanager;

/// <summary>The address that Alertmanager's receiver calls beside the pager.</summary>
internal static class AlertmanagerEndpoints
{
    /// <summary>On Kestrel alone: the limits of a body are its features.</summary>
    /// <param name="endpoints">Of the operator.</param>
    /// <param name="hook">Made at the first call.</param>
    public static IEndpointRouteBuilder MapAlertmanagerHook(
        this IEndpointRouteBuilder endpoints,
        Func<AlertmanagerHook> hook
    )
    {
        endpoints.MapPost(
            "/hooks/alertmanager/{namespace}/{name}",
            context => hook().AnswerAsync(context)
        );
        return endpoints;
    }
}
