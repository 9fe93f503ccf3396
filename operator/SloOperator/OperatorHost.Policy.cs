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

/// <summary>What is done about a budget or a load: policies, decisions, the outbox and its sinks.</summary>
internal static partial class OperatorHost
{
    private static void AddPolicy(IServiceCollection services)
    {
        services.AddSingleton(_ => new GateMetrics(Enum.GetNames<GateDecision>()));
        services.AddSingleton<TicketMetrics>();
        services.AddSingleton<IResourceStore<ReliabilityTicket>>(provider =>
            provider.GetRequiredService<IOutboxStore>()
        );
        services.AddSingleton<TeamPolicy>();
        services.AddSingleton<RotationPolicy>();
        AddPart<IResourceStore<ErrorBudgetPolicy>>(
            services,
            "store of ErrorBudgetPolicies",
            store => store.RunAsync
        );
        AddPart<IOutboxStore>(services, "store of ReliabilityTickets", store => store.RunAsync);
    }

    private static void AddFiling(
        IServiceCollection services,
        Func<IServiceProvider, CancellationToken, Task<string>> identity
    ) =>
        services.AddSingleton<ITicketFiling>(provider => new IdentifiedFiling(
            ct => identity(provider, ct),
            provider.GetRequiredService<IOutboxStore>(),
            provider.GetRequiredService<TimeProvider>()
        ));

    private static PolicyLookup PoliciesOf(IServiceProvider provider)
    {
        IResourceStore<ErrorBudgetPolicy> store = provider.GetRequiredService<
            IResourceStore<ErrorBudgetPolicy>
        >();
        return name => store.Find(new ResourceName(null, name));
    }
}
