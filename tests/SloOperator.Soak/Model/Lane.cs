using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Soak.Following;
using SloOperator.Soak.Kinds;
using SloOperator.Soak.Servers;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.Soak.Model;

/// <summary>A scope of its own with followers of every kind, which live from sequence to sequence behind one proxy.</summary>
internal sealed class Lane : IAsyncDisposable
{
    /// <summary>Backs off for 0.6 s at most, and forgets why after 2.4 s.</summary>
    private const int RetriesHurried = 50;

    /// <summary>An answer is awaited for 2 s, a list for 8 s, and a silent watch given up after 20 to 40 s.</summary>
    private const int RequestsHurried = 15;

    private const long BytesOfHandshake = 700;
    private const long BytesOfLists = 9_000;
    private static readonly TimeSpan SlowLine = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly SoakCluster _cluster;
    private readonly FaultProxy _proxy;
    private readonly HttpClient _http;
    private readonly Writer _writer;
    private readonly IReadOnlyList<IFollower> _followers;
    private readonly IReadOnlyList<Task> _running;

    private Lane(SoakCluster cluster, string scope, FaultProxy proxy)
    {
        _cluster = cluster;
        _proxy = proxy;
        _writer = new Writer(cluster, scope);
        HurriedTime patient = new(RequestsHurried);
        _http = Kubeconfig
            .Load(cluster.KubeconfigThrough(proxy.Port))
            .Connect()
            .CreateHttpClient(patient);
        FollowOptions options = new(
            new KubeClient(_http, patient),
            scope,
            new HurriedTime(RetriesHurried)
        );
        _followers = [.. SoakKinds.All.Select(kind => kind.Follow(options))];
        _running = [.. _followers.Select(follower => follower.RunAsync(_stop.Token))];
    }

    public static async Task<Lane> StartAsync(SoakCluster cluster)
    {
        string scope = $"lane-{Guid.NewGuid().ToString("N")[..8]}";
        await cluster.UndisturbedAsync(async () =>
        {
            await cluster.CreateNamespaceAsync(scope);
            return true;
        });
        return new Lane(cluster, scope, await FaultProxy.StartAsync(cluster.Port));
    }

    /// <summary>Null when store, server and reconciles agree in the end; otherwise where they still differ after <paramref name="patience"/>.</summary>
    public async Task<string?> RunAsync(Sequence sequence, TimeSpan patience)
    {
        foreach (Step step in sequence.Steps)
        {
            await TakeAsync(step);
        }

        _proxy.Fault = new Fault.Pass();
        string? difference = await SettleAsync(patience);
        await _writer.DeleteAllAsync();
        return difference;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        await _proxy.DisposeAsync();
        _stop.Dispose();
    }

    private Task TakeAsync(Step step) =>
        step switch
        {
            Step.Put put => _writer.PutAsync(put.Kind, put.Name),
            Step.Delete delete => _writer.DeleteAsync(delete.Kind, delete.Name),
            Step.Recreate again => _writer.RecreateAsync(again.Kind, again.Name),
            Step.Strike strike => StrikeAsync(strike.Blow),
            Step.Pause pause => Task.Delay(
                TimeSpan.FromMilliseconds(pause.Milliseconds),
                TimeProvider.System
            ),
            _ => Line(new Fault.Pass()),
        };

    private Task StrikeAsync(Blow blow)
    {
        switch (blow)
        {
            case Blow.Compact:
                return _cluster.CompactAsync();
            case Blow.Redefine:
                return _cluster.RedefineAsync();
            case Blow.Restart:
                return _cluster.RestartApiServerAsync();
            case Blow.Cut:
            case Blow.CutByReset:
                _proxy.CutAll(reset: blow == Blow.CutByReset);
                return Task.CompletedTask;
            default:
                return Line(FaultOf(blow));
        }
    }

    private static Fault FaultOf(Blow blow) =>
        blow switch
        {
            Blow.Fin => new Fault.Fin(),
            Blow.Reset => new Fault.Reset(),
            Blow.Refuse => new Fault.Refuse(),
            Blow.Stall => new Fault.Stall(),
            Blow.TruncateEarly => new Fault.Truncate(BytesOfHandshake),
            Blow.TruncateLate => new Fault.Truncate(BytesOfLists, ByReset: true),
            Blow.Delay => new Fault.Delay(SlowLine),
            _ => throw new ArgumentOutOfRangeException(nameof(blow), blow, "is not of the line"),
        };

    private Task Line(Fault fault)
    {
        _proxy.Fault = fault;
        return Task.CompletedTask;
    }

    private async Task<string?> SettleAsync(TimeSpan patience)
    {
        long start = TimeProvider.System.GetTimestamp();
        IReadOnlyDictionary<ResourceName, Seen>[] server = await Task.WhenAll(
            SoakKinds.All.Select(_writer.ListAsync)
        );
        while (true)
        {
            string? difference =
                Ended()
                ?? _followers
                    .Select((follower, index) => follower.Difference(server[index]))
                    .FirstOrDefault(found => found is not null);
            if (difference is null || TimeProvider.System.GetElapsedTime(start) > patience)
            {
                return difference;
            }

            await Task.Delay(Pace, TimeProvider.System);
        }
    }

    private string? Ended() =>
        _running.FirstOrDefault(task => task.IsCompleted) is { } ended
            ? $"a follower ended by itself: {ended.Exception?.InnerException}"
            : null;
}
