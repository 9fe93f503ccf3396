using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Watch;
using SloOperator.Resources;

namespace SloOperator.Benchmarks.Client;

/// <summary>The Kubernetes client in a process of its own, so that nothing but it is measured; it tells its figures on stdout.</summary>
internal static class ClientProgram
{
    /// <summary>The first argument that makes this program one of these.</summary>
    public const string Verb = "client";

    /// <summary>Lists a large namespace into a store, after a small one has warmed everything up.</summary>
    public const string List = "list";

    /// <summary>Watches, and tells of each watch that was opened.</summary>
    public const string Reconnect = "reconnect";

    /// <summary>Watches once, then a hundred times.</summary>
    public const string Idle = "idle";

    public static async Task<int> RunAsync(string what, string kubeconfig)
    {
        using HttpClient http = Kubeconfig
            .Load(kubeconfig)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        ResourceApi<TeamSlo> api = new(
            new KubeClient(http, TimeProvider.System),
            ResourceKinds.TeamSlo
        );
        await (
            what switch
            {
                List => ListRun.RunAsync(api),
                Reconnect => ReconnectRun.RunAsync(api),
                Idle => IdleWatchesRun.RunAsync(api),
                _ => throw new ArgumentOutOfRangeException(nameof(what), what, "unknown"),
            }
        );
        return 0;
    }

    /// <summary>A reflector that runs until the process ends.</summary>
    public static Store<TeamSlo> Follow(
        ResourceApi<TeamSlo> api,
        ReflectorOptions options,
        TimeProvider time
    )
    {
        Reflector<TeamSlo> reflector = new(api, options, time, NullLogger.Instance);
        _ = reflector.RunAsync(CancellationToken.None);
        return reflector.Store;
    }
}
