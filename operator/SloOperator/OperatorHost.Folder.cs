using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Store;
using SloOperator.Telemetry;
using SloOperator.Web;

namespace SloOperator;

/// <summary>Standalone: manifests of a folder, statuses below it, events in the log.</summary>
internal static partial class OperatorHost
{
    private const string DefaultOperatorNamespace = "slo-operator";

    private const string FolderIdentity = "folder";

    private static void AddFolder(IServiceCollection services, string path, RunOptions options)
    {
        services.AddSingleton(provider => new ManifestFolder(
            path,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<HealthState>(),
            provider.GetRequiredService<ILoggerFactory>()
        ));
        AddFolderStore(services, ManifestKinds.TeamSlo);
        AddFolderStore(services, ManifestKinds.OnCallPolicy);
        AddFolderStore(services, ManifestKinds.PrometheusEndpoint);
        AddFolderStore(services, ManifestKinds.ErrorBudgetPolicy);
        AddFolderStore(services, ManifestKinds.TicketSink);
        AddFolderStore(services, ManifestKinds.BudgetException);
        AddFolderStore(services, ManifestKinds.Secret);
        services.AddSingleton<IOutboxStore>(provider => new FolderOutbox(
            path,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<HealthState>(),
            provider.GetRequiredService<ILogger<FolderOutbox>>()
        ));
        // Folders that share a sink are told apart by what is in them: uids follow from kind, namespace and name.
        AddOutbox(
            services,
            (_, _) => Task.FromResult(FolderIdentity),
            options.OperatorNamespace ?? DefaultOperatorNamespace
        );
        services.AddSingleton<IApiAccess, OpenAccess>();
        services.AddSingleton<IEventSink, LoggedEvents>();
        services.AddSingleton<ISecretReader>(provider => new FolderSecretReader(
            provider.GetRequiredService<IResourceStore<Secret>>().Find,
            options.OperatorNamespace ?? DefaultOperatorNamespace
        ));
        AddPart<IResourceStore<Secret>>(services, "store of Secrets", store => store.RunAsync);
    }

    private static void AddFolderStore<T>(IServiceCollection services, ResourceDefinition<T> kind)
        where T : class, IKubernetesObject =>
        services.AddSingleton<IResourceStore<T>>(provider => new FolderStore<T>(
            provider.GetRequiredService<ManifestFolder>(),
            kind
        ));
}
