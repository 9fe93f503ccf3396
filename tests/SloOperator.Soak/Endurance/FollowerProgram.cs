using System.Runtime.InteropServices;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Soak.Following;
using SloOperator.Soak.Kinds;

namespace SloOperator.Soak.Endurance;

/// <summary>A process that follows every kind of one scope, by the real clock, and reports once a second until SIGTERM.</summary>
internal static class FollowerProgram
{
    private const int ReportsToCollection = 60;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(string kubeconfig, string scope)
    {
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration signal = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            context =>
            {
                context.Cancel = true;
                stop.Cancel();
            }
        );
        using RequestCount requests = new();
        using HttpClient http = Kubeconfig
            .Load(kubeconfig)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        FollowOptions options = new(
            new KubeClient(http, TimeProvider.System),
            scope,
            TimeProvider.System
        );
        IFollower[] followers = [.. SoakKinds.All.Select(kind => kind.Follow(options))];
        Task first = await Task.WhenAny([
            ReportAsync(followers, requests, stop.Token),
            .. followers.Select(follower => follower.RunAsync(stop.Token)),
        ]);
        if (!stop.IsCancellationRequested)
        {
            // Whoever measures this process is told why it ended.
            await first;
        }
    }

    private static async Task ReportAsync(
        IFollower[] followers,
        RequestCount requests,
        CancellationToken ct
    )
    {
        using PeriodicTimer pace = new(Pace, TimeProvider.System);
        long heap = 0;
        for (int number = 0; !ct.IsCancellationRequested; number++)
        {
            if (number % ReportsToCollection == 0)
            {
                // So little is held here that nobody would collect for an hour: what is measured is to be what is held.
                heap = GC.GetTotalMemory(forceFullCollection: true) / 1024;
            }

            FollowerReport report = new(
                requests.Lists,
                requests.Watches,
                followers.Sum(follower => (long)follower.Reconciles),
                heap,
                Fingerprint.Of(followers.SelectMany(follower => follower.Store))
            );
            await Console.Out.WriteLineAsync(report.ToString());
            await pace.WaitForNextTickAsync(ct);
        }
    }
}
