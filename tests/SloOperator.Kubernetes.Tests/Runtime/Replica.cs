using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

/// <summary>An elector with its own way to the server, leading nothing but its own token.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly WatchedClock _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<CancellationToken, Task> _work;

    public Replica(
        string name,
        LeaseServer server,
        ManualTimeProvider clock,
        Func<CancellationToken, Task>? work = null
    )
    {
        _work = work ?? WaitAsync;
        _clock = new WatchedClock(clock, TimeSpan.FromSeconds(2));
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = server.AddressFor(name) };
        Elector = new LeaderElector(
            new ResourceApi<Lease>(new KubeClient(_http, _clock), Lease.Definition),
            new LeaderElectionOptions
            {
                Lease = new ResourceName("slo-system", "lead"),
                Identity = name,
            },
            _clock,
            NullLogger.Instance
        );
        Run = Elector.RunAsync(LeadAsync, _stop.Token);
    }

    public LeaderElector Elector { get; }

    public Task<LeadershipEnd> Run { get; }

    /// <summary>That of the work, none before it began.</summary>
    public CancellationToken LeadToken { get; private set; }

    public bool HasLed { get; private set; }

    /// <summary>Nothing is on its way: the next thing it does is because of time.</summary>
    public bool IsIdle => Run.IsCompleted || _clock.IsPausing;

    public async Task<LeadershipEnd> StopAsync()
    {
        await _stop.CancelAsync();
        return await Run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        _http.Dispose();
        _stop.Dispose();
    }

    private Task LeadAsync(CancellationToken ct)
    {
        LeadToken = ct;
        HasLed = true;
        return _work(ct);
    }

    private static Task WaitAsync(CancellationToken ct) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
}
