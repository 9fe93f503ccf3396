using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Controllers.OnCall;
using SloOperator.Controllers.Policy;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks;
using SloOperator.Telemetry;

namespace SloOperator;

/// <summary>What is done about a budget or a load: policies, decisions, the outbox and its sinks.</summary>
internal static partial class OperatorHost
{
    private static void AddPolicy(IServiceCollection services, RunOptions options)
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
        AddSinks(services, options.AllowPrivateSinks);
    }

    private static void AddSinks(IServiceCollection services, bool allowPrivate)
    {
        services.AddSingleton(_ => new TicketSinkMapper(allowPrivate));
        services.AddSingleton<ISinkDirectory, SinkDirectory>();
        services.AddSingleton<ITicketSinks>(provider => new TicketSinks(
            provider.GetRequiredService<ISecretReader>(),
            provider.GetRequiredService<TimeProvider>(),
            allowPrivate
        ));
        services.AddSingleton<SinkVetting>();
        services.AddSingleton(provider =>
            provider
                .GetRequiredService<SinkVetting>()
                .CreateController(
                    provider.GetRequiredService<IResourceStore<TicketSink>>(),
                    provider.GetRequiredService<IEventSink>(),
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILogger<TicketSink>>()
                )
        );
        AddPart<IResourceStore<TicketSink>>(
            services,
            "store of TicketSinks",
            store => store.RunAsync
        );
        AddPart<ReadyController<TicketSink>>(
            services,
            "controller of TicketSinks",
            controller => controller.RunAsync
        );
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
