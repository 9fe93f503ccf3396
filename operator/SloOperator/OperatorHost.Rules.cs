using SloOperator.Controllers;
using SloOperator.Controllers.Rules;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;
using SloOperator.Store;
using SloOperator.Telemetry;

namespace SloOperator;

/// <summary>PrometheusRules, where they are asked for.</summary>
internal static partial class OperatorHost
{
    private static void AddRules(IServiceCollection services, IReadOnlyList<string> namespaces)
    {
        services.AddSingleton<IRuleStore>(provider => new ClusterRules(
            provider.GetRequiredService<KubeClient>(),
            ClusterStoreOf(
                provider,
                ResourceKinds.KeptRule,
                namespaces,
                $"{RuleObjects.ManagedBy}={RuleObjects.OperatorName}"
            ),
            namespaces.Count > 0 ? namespaces[0] : null
        ));
        services.AddSingleton<RuleReconciler>();
        services.AddSingleton(provider => new RuleController(
            provider.GetRequiredService<IResourceStore<TeamSlo>>(),
            (
                provider.GetRequiredService<IResourceStore<PrometheusEndpoint>>(),
                provider.GetRequiredService<IResourceStore<ErrorBudgetPolicy>>()
            ),
            provider.GetRequiredService<IRuleStore>(),
            provider.GetRequiredService<RuleReconciler>(),
            (
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<RuleController>>()
            )
        ));
        services.AddSingleton(provider => new RuleKeeping(
            provider.GetRequiredService<IRuleStore>(),
            provider.GetRequiredService<RuleController>().RunAsync,
            provider.GetRequiredService<HealthState>(),
            (
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<RuleKeeping>>()
            )
        ));
        AddPart<RuleKeeping>(services, "keeping of PrometheusRules", keeping => keeping.RunAsync);
    }
}
