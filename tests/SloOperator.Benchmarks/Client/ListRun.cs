using SloOperator.Benchmarks.Servers;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Watch;
using SloOperator.Resources;
using SloOperator.Testing.Processes;

namespace SloOperator.Benchmarks.Client;

/// <summary>Tells its memory before, the peak while a large list is read into a store, and how many objects that store holds.</summary>
internal static class ListRun
{
    public static async Task RunAsync(ResourceApi<TeamSlo> api)
    {
        await FollowAsync(api, StoredObjects.SmallNamespace);
        ProcessUse idle = ProcessUse.Of(Environment.ProcessId);
        ProcessUse.ForgetOwnPeak();
        Store<TeamSlo> store = await FollowAsync(api, StoredObjects.LargeNamespace);
        ProcessUse peak = ProcessUse.Of(Environment.ProcessId);
        await SecondProcess.TellAsync(
            idle.ResidentMebibytes,
            peak.PeakMebibytes,
            store.List().Count
        );
    }

    private static async Task<Store<TeamSlo>> FollowAsync(ResourceApi<TeamSlo> api, string ns)
    {
        Store<TeamSlo> store = ClientProgram.Follow(
            api,
            new ReflectorOptions { Namespace = ns },
            TimeProvider.System
        );
        await store.Synced;
        return store;
    }
}
