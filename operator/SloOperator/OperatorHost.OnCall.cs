using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Controllers.OnCall;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Pagers;
using SloOperator.Pagers.Alertmanager;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Alerts;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Telemetry;

namespace SloOperator;

/// <summary>On-call load: its sources, its controller, its gauges.</summary>
internal static partial class OperatorHost
{
    private static void AddOnCall(IServiceCollection services, RunOptions options)
    {
        services.AddSingleton<OnCallMetrics>();
        services.AddSingleton<IOnCallGauges, OnCallGauges>();
        services.AddSingleton(provider => new AlertCollector(
            provider.GetRequiredService<Func<EndpointOptions, PrometheusClient>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AlertCollector>>()
        ));
        services.AddSingleton<IAlertReadings>(provider =>
            provider.GetRequiredService<AlertCollector>()
        );
        AddPagers(services);
        services.AddSingleton(provider => new WebhookInbox(
            provider.GetRequiredService<ISecretReader>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<LeaderElector>()
        ));
        services.AddSingleton<IAlertmanagerHooks>(provider =>
            provider.GetRequiredService<WebhookInbox>()
        );
        services.AddSingleton<AlertmanagerHook>();
        services.AddSingleton<IPageReadings, PageSources>();
        services.AddSingleton(provider => new OnCallPolicyMapper(
            DefaultEndpoint.StandIn(
                EndpointsOf(provider.GetRequiredService<IResourceStore<PrometheusEndpoint>>()),
                options.PrometheusUrl?.ToString()
            ),
            PoliciesOf(provider)
        ));
        services.AddSingleton<OnCallPublication>();
        services.AddSingleton<OnCallPolicyReconciler>();
        services.AddSingleton<OnCallPolicyController>();
        AddStandingPart<IResourceStore<OnCallPolicy>>(
            services,
            "store of OnCallPolicies",
            store => store.RunAsync
        );
        services.AddSingleton(provider => new OnCallStart(
            provider.GetRequiredService<IResourceStore<OnCallPolicy>>(),
            () => OnCallParts(provider)
        ));
        AddPart<OnCallStart>(services, "counting of pages", start => start.RunAsync);
    }

    private static IEnumerable<OperatorPart> OnCallParts(IServiceProvider provider) =>
        [
            new OperatorPart(
                "collector of pages",
                provider.GetRequiredService<AlertCollector>().RunAsync
            ),
            new OperatorPart(
                "collector of pagers",
                provider.GetRequiredService<PagerCollector>().RunAsync
            ),
            new OperatorPart(
                "look at webhooks' secrets",
                provider.GetRequiredService<WebhookInbox>().RunAsync
            ),
            new OperatorPart(
                "controller of OnCallPolicies",
                provider.GetRequiredService<OnCallPolicyController>().RunAsync
            ),
        ];

    private static void AddPagers(IServiceCollection services)
    {
        services.AddSingleton(provider => new PagerReaders(
            provider.GetRequiredService<ISecretReader>(),
            provider.GetRequiredService<TimeProvider>(),
            allowPrivate: false
        ));
        services.AddSingleton(provider => new PagerCollector(
            provider.GetRequiredService<PagerReaders>().For,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PagerCollector>>()
        ));
    }
}
