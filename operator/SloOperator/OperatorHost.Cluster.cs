using System.Net;
using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Kubernetes.Watch;
using SloOperator.Resources;
using SloOperator.Store;

namespace SloOperator;

/// <summary>In or beside a cluster: one connection to the API server, statuses by server-side apply, Events, a Lease.</summary>
internal static partial class OperatorHost
{
    /// <summary>Field manager, Lease and Event source.</summary>
    private const string OperatorName = "slo-operator";

    private const string KubeSystem = "kube-system";

    private const string ElectionKey = "election";

    private static void AddCluster(IServiceCollection services, RunOptions options)
    {
        ClusterConnection connection = Connection.Of(options.Kubeconfig, options.Context);
        string operatorNamespace =
            options.OperatorNamespace
            ?? (InCluster.IsAvailable ? connection.Namespace : DefaultOperatorNamespace);
        services.AddSingleton(provider =>
            connection.CreateHttpClient(provider.GetRequiredService<TimeProvider>())
        );
        services.AddSingleton(provider => new KubeClient(
            provider.GetRequiredService<HttpClient>(),
            provider.GetRequiredService<TimeProvider>()
        )
        {
            FieldManager = OperatorName,
            MayWrite = provider.GetService<LeaderElector>() is { } elector
                ? () => elector.IsLeader
                : null,
        });
        AddClusterStore(services, ResourceKinds.TeamSlo, options.Namespaces);
        AddClusterStore(services, ResourceKinds.OnCallPolicy, options.Namespaces);
        AddClusterStore(services, ResourceKinds.PrometheusEndpoint, []);
        AddClusterStore(services, ResourceKinds.ErrorBudgetPolicy, []);
        AddClusterStore(services, ResourceKinds.TicketSink, []);
        AddClusterStore(services, ResourceKinds.BudgetException, options.Namespaces);
        AddClusterOutbox(
            services,
            options.Namespaces.Count == 0
                ? []
                : [.. options.Namespaces.Append(operatorNamespace).Distinct(StringComparer.Ordinal)]
        );
        AddOutbox(services, ClusterIdentityAsync, operatorNamespace);
        services.AddSingleton<ISecretReader>(provider => new ClusterSecretReader(
            Api(provider, ResourceKinds.Secret),
            operatorNamespace
        ));
        AddEvents(services);
        AddClusterGate(services, options, operatorNamespace);
        if (options.PrometheusRules)
        {
            AddRules(services, options.Namespaces);
        }

        if (options.LeaderElect)
        {
            AddElection(services, connection, operatorNamespace);
        }
    }

    private static void AddClusterStore<T>(
        IServiceCollection services,
        ResourceDefinition<T> kind,
        IReadOnlyList<string> namespaces
    )
        where T : class, IKubernetesObject =>
        services.AddSingleton<IResourceStore<T>>(provider =>
            ClusterStoreOf(provider, kind, namespaces)
        );

    private static ClusterStore<T> ClusterStoreOf<T>(
        IServiceProvider provider,
        ResourceDefinition<T> kind,
        IReadOnlyList<string> namespaces,
        string? labelSelector = null
    )
        where T : class, IKubernetesObject =>
        new(
            provider.GetRequiredService<KubeClient>(),
            kind,
            namespaces,
            (api, ns) =>
                new Reflector<T>(
                    api,
                    new ReflectorOptions { Namespace = ns, LabelSelector = labelSelector },
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILogger<Reflector<T>>>()
                )
        );

    private static void AddClusterOutbox(
        IServiceCollection services,
        IReadOnlyList<string> namespaces
    ) =>
        services.AddSingleton<IOutboxStore>(provider => new ClusterOutbox(
            ClusterStoreOf(provider, ResourceKinds.ReliabilityTicket, namespaces),
            Api(provider, ResourceKinds.ReliabilityTicket)
        ));

    /// <summary>The uid of a namespace that every cluster has and none can be rid of.</summary>
    private static async Task<string> ClusterIdentityAsync(
        IServiceProvider provider,
        CancellationToken ct
    ) =>
        (
            await Api(provider, ResourceKinds.Namespace)
                .GetAsync(new ResourceName(null, KubeSystem), ct)
        )
            ?.Metadata
            .Uid
        ?? throw new InvalidOperationException(
            $"Reading the namespace {KubeSystem} to tell clusters apart: there is none."
        );

    private static void AddEvents(IServiceCollection services)
    {
        services.AddSingleton(provider => new EventRecorder(
            Api(provider, KubernetesEvent.Definition),
            new EventRecorderOptions { Controller = OperatorName },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventRecorder>>()
        ));
        services.AddSingleton<IEventSink, KubernetesEvents>();
        AddPart<EventRecorder>(services, "event recorder", recorder => recorder.RunAsync);
    }

    /// <summary>On connections of its own: renewals wait behind no list, and one that is given up leaves no dead connection to the next.</summary>
    private static void AddElection(
        IServiceCollection services,
        ClusterConnection connection,
        string operatorNamespace
    )
    {
        services.AddKeyedSingleton(
            ElectionKey,
            (provider, _) =>
                connection.CreateHttpClient(
                    provider.GetRequiredService<TimeProvider>(),
                    version: HttpVersion.Version11
                )
        );
        services.AddSingleton(provider =>
        {
            TimeProvider time = provider.GetRequiredService<TimeProvider>();
            HttpClient http = provider.GetRequiredKeyedService<HttpClient>(ElectionKey);
            return new LeaderElector(
                new ResourceApi<Lease>(
                    new KubeClient(http, time) { FieldManager = OperatorName },
                    Lease.Definition
                ),
                new LeaderElectionOptions
                {
                    Lease = new ResourceName(operatorNamespace, OperatorName),
                },
                time,
                provider.GetRequiredService<ILogger<LeaderElector>>()
            );
        });
    }

    private static ResourceApi<T> Api<T>(IServiceProvider provider, ResourceDefinition<T> kind)
        where T : class, IKubernetesObject => new(provider.GetRequiredService<KubeClient>(), kind);
}
