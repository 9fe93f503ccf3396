using SloOperator.Benchmarks.Servers;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Watch;
using SloOperator.Resources;
using SloOperator.Testing.Processes;

namespace SloOperator.Benchmarks.Client;

/// <summary>Tells its threads with one watch, and with a hundred more, each time when it has come to rest.</summary>
internal static class IdleWatchesRun
{
    public const int Watches = 100;

    /// <summary>A thread of the pool ends after 20 s without work.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(25);

    public static async Task RunAsync(ResourceApi<TeamSlo> api)
    {
        int before = await OpenAsync(api, 1);
        int after = await OpenAsync(api, Watches);
        await SecondProcess.TellAsync(before, after);
    }

    private static async Task<int> OpenAsync(ResourceApi<TeamSlo> api, int watches)
    {
        IEnumerable<Store<TeamSlo>> stores =
        [
            .. Enumerable
                .Range(0, watches)
                .Select(_ =>
                    ClientProgram.Follow(
                        api,
                        new ReflectorOptions { Namespace = StoredObjects.SmallNamespace },
                        TimeProvider.System
                    )
                ),
        ];
        await Task.WhenAll(stores.Select(store => store.Synced));
        await Task.Delay(Rest, TimeProvider.System);
        return ProcessUse.Of(Environment.ProcessId).Threads;
    }
}
