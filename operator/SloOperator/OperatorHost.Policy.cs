using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Controllers.OnCall;
using SloOperator.Controllers.Policy;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;
using SloOperator.Telemetry;

namespace SloOperator;

/// <summary>What is done about a budget or a load: policies and decisions.</summary>
internal static partial class OperatorHost
{
    private static void AddPolicy(IServiceCollection services, RunOptions options)
    {
        services.AddSingleton(_ => new GateMetrics(Enum.GetNames<GateDecision>()));
        services.AddSingleton<TicketMetrics>();
        services.AddSingleton<ITicketStore>(provider =>
            provider.GetRequiredService<IOutboxStore>()
        );
        services.AddSingleton<IResourceStore<ReliabilityTicket>>(provider =>
            provider.GetRequiredService<ITicketStore>()
        );
        services.AddSingleton<TeamPolicy>();
        services.AddSingleton<RotationPolicy>();
        AddStandingPart<IResourceStore<ErrorBudgetPolicy>>(
            services,
            "store of ErrorBudgetPolicies",
            store => store.RunAsync
        );
        services.AddSingleton(provider =>
            PolicyVetting.CreateController(
                provider.GetRequiredService<IResourceStore<ErrorBudgetPolicy>>(),
                provider.GetRequiredService<IEventSink>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ErrorBudgetPolicy>>()
            )
        );
        AddPart<ReadyController<ErrorBudgetPolicy>>(
            services,
            "controller of ErrorBudgetPolicies",
            controller => controller.RunAsync
        );
        AddExceptions(services);
        AddSinks(services, options);
    }

    private static PolicyLookup PoliciesOf(IServiceProvider provider)
    {
        IResourceStore<ErrorBudgetPolicy> store = provider.GetRequiredService<
            IResourceStore<ErrorBudgetPolicy>
        >();
        return name => store.Find(new ResourceName(null, name));
    }
}
