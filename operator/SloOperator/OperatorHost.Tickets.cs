using System.Diagnostics.CodeAnalysis;
using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks;

namespace SloOperator;

/// <summary>The outbox and its sinks.</summary>
internal static partial class OperatorHost
{
    /// <summary>Who looks after what many teams share.</summary>
    private const string PlatformTeam = "platform";

    private static void AddSinks(IServiceCollection services, RunOptions options)
    {
        bool allowPrivate = options.AllowPrivateSinks;
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

    /// <param name="services">To add to.</param>
    /// <param name="identity">Reads which cluster this is.</param>
    /// <param name="operatorNamespace">Where the platform's own tickets are.</param>
    private static void AddOutbox(
        IServiceCollection services,
        Func<IServiceProvider, CancellationToken, Task<string>> identity,
        string operatorNamespace
    )
    {
        services.AddSingleton(provider => new ClusterIdentity(
            ct => identity(provider, ct),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ClusterIdentity>>()
        ));
        services.AddSingleton<ITicketFiling, IdentifiedFiling>();
        services.AddSingleton<SinkPaces>();
        services.AddSingleton<SinkOpener>();
        services.AddSingleton<TicketBoard>();
        services.AddSingleton(provider => new OutboxStart(
            provider.GetRequiredService<ClusterIdentity>(),
            cluster =>
                Carrier(
                    provider,
                    new StormTerms(operatorNamespace, cluster, PlatformTeam, new TicketTerms())
                )
        ));
        AddStandingPart<IOutboxStore>(
            services,
            "store of ReliabilityTickets",
            store => store.RunAsync
        );
        AddPart<OutboxStart>(services, "controller of ReliabilityTickets", start => start.RunAsync);
    }

    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The breaker is used for the life of the process."
    )]
    private static TicketController Carrier(IServiceProvider provider, StormTerms storm)
    {
        IOutboxStore outbox = provider.GetRequiredService<IOutboxStore>();
        ISinkDirectory directory = provider.GetRequiredService<ISinkDirectory>();
        SinkPaces paces = provider.GetRequiredService<SinkPaces>();
        TicketBoard board = provider.GetRequiredService<TicketBoard>();
        LeaderElector? elector = provider.GetService<LeaderElector>();
        var surroundings = new TicketSurroundings(
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared.NextDouble,
            () => elector?.IsLeader is not false,
            provider.GetRequiredService<ILogger<TicketController>>()
        );
        var storms = new StormBreaker(outbox, board, storm, surroundings.Time);
        var reconciler = new TicketReconciler(
            outbox,
            provider.GetRequiredService<SinkOpener>(),
            paces,
            board,
            storms,
            OwnersOf(provider),
            surroundings
        );
        return new TicketController(
            outbox,
            directory,
            paces,
            reconciler,
            board,
            storms,
            surroundings
        );
    }

    private static OwnerLookup OwnersOf(IServiceProvider provider)
    {
        IResourceStore<TeamSlo> slos = provider.GetRequiredService<IResourceStore<TeamSlo>>();
        IResourceStore<OnCallPolicy> rotations = provider.GetRequiredService<
            IResourceStore<OnCallPolicy>
        >();
        return (kind, owner) =>
            kind switch
            {
                OwnerKinds.TeamSlo => MayExist(slos, owner),
                OwnerKinds.OnCallPolicy => MayExist(rotations, owner),
                _ => true,
            };
    }

    private static bool MayExist<T>(IResourceStore<T> store, ResourceName name)
        where T : class, IKubernetesObject =>
        !store.Synced.IsCompletedSuccessfully || store.Find(name) is not null;
}
