using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Kubernetes.Tests.Auth;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

/// <summary>A connection that a network device forgot: what is sent on it is never answered, while a new one would be.</summary>
public sealed class DeadConnectionTests : IDisposable
{
    private const string Held =
        """{"metadata":{"name":"lead","namespace":"slo-system"},"spec":{"holderIdentity":"a","leaseDurationSeconds":15}}""";

    private readonly TestFolder _folder = new();
    private readonly TestCertificates _certificates = new();
    private readonly ConcurrentDictionary<string, bool> _connections = new(StringComparer.Ordinal);
    private readonly ManualTimeProvider _clock = new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );
    private readonly WatchedClock _watched;

    public DeadConnectionTests() => _watched = new WatchedClock(_clock, TimeSpan.FromSeconds(2));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_connection_that_went_dead_does_not_cost_the_lead()
    {
        await using WireServer server = await WireServer.StartAsync(
            AnswerAsync,
            _certificates.ForServer("127.0.0.1")
        );
        using HttpClient http = Connect(server)
            .CreateHttpClient(_watched, version: HttpVersion.Version11);
        using var stop = new CancellationTokenSource();
        LeaderElector elector = Elector(http);
        Task<LeadershipEnd> run = elector.RunAsync(WaitAsync, stop.Token);
        await Eventually.TrueAsync(() => elector.IsLeader && _watched.IsPausing);

        foreach (string connection in _connections.Keys)
        {
            _connections[connection] = false;
        }

        // The first renewal begins at 2 s and is given up 5 s later; half a second after that comes the next.
        await AdvanceToRequestAsync(2, requests: 1);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(() => _watched.IsPausing);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        await Eventually.TrueAsync(() => _connections.Count == 2 && _watched.IsPausing);
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await Eventually.TrueAsync(() => _watched.IsPausing);
        _clock.Advance(TimeSpan.FromSeconds(1));

        elector.IsLeader.ShouldBeTrue();
        await stop.CancelAsync();
        (await run).ShouldBe(LeadershipEnd.Stopped);
    }

    private int _hanging;

    private async Task AdvanceToRequestAsync(double seconds, int requests)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await Eventually.TrueAsync(() => Volatile.Read(ref _hanging) == requests);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!_connections.GetOrAdd(context.Connection.Id, true))
        {
            Interlocked.Increment(ref _hanging);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Held);
    }

    private ClusterConnection Connect(WireServer server) =>
        Configs.Connect(
            _folder,
            Configs.Of(
                $"{{ server: 'https://127.0.0.1:{server.Port}', certificate-authority-data: {Configs.Base64(_certificates.AuthorityPem)} }}"
            )
        );

    private LeaderElector Elector(HttpClient http) =>
        new(
            new ResourceApi<Lease>(new KubeClient(http, _watched), Lease.Definition),
            new LeaderElectionOptions
            {
                Lease = new ResourceName("slo-system", "lead"),
                Identity = "a",
            },
            _watched,
            NullLogger.Instance
        );

    private static Task WaitAsync(CancellationToken ct) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
}
