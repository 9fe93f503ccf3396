using System.Net;
using Microsoft.Extensions.Logging;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.Election;

/// <summary>A replica in this process, wired as the operator is, with a network and a clock of its own; while it leads it writes twenty objects a second.</summary>
internal sealed class Candidate : IAsyncDisposable
{
    public const string LeaseName = "lead";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _electionHttp;
    private readonly HttpClient _http;
    private readonly ResourceApi<Lease> _written;
    private readonly string _namespace;
    private readonly RecordedLog _log = new();
    private int _writes;

    private Candidate(
        ClusterConnection connection,
        FaultProxy network,
        LeaderElectionOptions options,
        TimeSpan skew
    )
    {
        var clock = new SkewedClock(skew);
        Network = network;
        _namespace = options.Lease.Namespace!;
        _electionHttp = connection.CreateHttpClient(clock, version: HttpVersion.Version11);
        _http = connection.CreateHttpClient(clock);
        Elector = new LeaderElector(
            new ResourceApi<Lease>(new KubeClient(_electionHttp, clock), Lease.Definition),
            options,
            clock,
            _log
        );
        _written = new ResourceApi<Lease>(
            new KubeClient(_http, clock) { MayWrite = () => Elector.IsLeader },
            Lease.Definition
        );
        Run = Elector.RunAsync(WriteAsync, _stop.Token);
    }

    public FaultProxy Network { get; }

    public LeaderElector Elector { get; }

    public Task<LeadershipEnd> Run { get; }

    public string Identity => Elector.HolderIdentity;

    public int Writes => Volatile.Read(ref _writes);

    /// <param name="cluster">What they compete on.</param>
    /// <param name="options">Of the lease; all candidates of a namespace compete for one.</param>
    /// <param name="skew">How wrong its clock is.</param>
    public static async Task<Candidate> StartAsync(
        ElectionCluster cluster,
        LeaderElectionOptions options,
        TimeSpan skew = default
    )
    {
        ClusterConnection direct = cluster.Connection;
        FaultProxy network = await FaultProxy.StartAsync(direct.Server.Port);
        var connection = new ClusterConnection
        {
            Server = new Uri($"https://127.0.0.1:{network.Port}"),
            Namespace = direct.Namespace,
            Trust = direct.Trust,
            Credentials = direct.Credentials,
        };
        return new Candidate(connection, network, options, skew);
    }

    /// <summary>Returns when it has written so many more.</summary>
    public Task WritesAsync(int more)
    {
        int wanted = Writes + more;
        return Eventually.HoldsAsync(
            () =>
            {
                Writes.ShouldBeGreaterThanOrEqualTo(wanted);
                return Task.CompletedTask;
            },
            Deadline
        );
    }

    /// <summary>Returns when an attempt to renew the lease, or to get it, has failed.</summary>
    public Task FailsAsync() =>
        Eventually.TrueAsync(() => _log.Lines.Any(line => line.Level == LogLevel.Warning));

    /// <summary>The end of its run, which must come by itself.</summary>
    public Task<LeadershipEnd> EndsAsync() => Run.WaitAsync(Deadline, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        Network.CutAll(reset: true);
        Network.Fault = new Fault.Pass();
        await _stop.CancelAsync();
        await EndsAsync();
        _electionHttp.Dispose();
        _http.Dispose();
        _stop.Dispose();
        await Network.DisposeAsync();
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        for (int number = 0; !ct.IsCancellationRequested; number++)
        {
            await TryWriteAsync($"{Identity}-{number}", ct);
            await Task.Delay(Pace, TimeProvider.System, ct);
        }
    }

    private async Task TryWriteAsync(string name, CancellationToken ct)
    {
        var write = new Lease
        {
            Metadata = new ObjectMeta { Name = name, Namespace = _namespace },
            Spec = new LeaseSpec { HolderIdentity = Identity },
        };
        try
        {
            await _written.CreateAsync(write, ct);
            Interlocked.Increment(ref _writes);
        }
        catch (KubeException)
        {
            // The network of the test is meant to fail; the next write has another name.
        }
    }
}
