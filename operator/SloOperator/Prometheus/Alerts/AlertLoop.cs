using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Collection;

namespace SloOperator.Prometheus.Alerts;

/// <summary>Reads on for one endpoint's owners, pass after pass, until it is retired with its client.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Retire disposes, after the loop.")]
internal sealed partial class AlertLoop
{
    /// <summary>Load is judged over weeks: a minute is soon enough to see a page, and rare enough for a thousand policies.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);
    private readonly PrometheusClient _client;
    private readonly TimeProvider _time;
    private readonly AlertEvents _events;
    private readonly AlertEndpoint _endpoint;
    private readonly SemaphoreSlim _onePass = new(1);
    private readonly CancellationTokenSource _retired = new();
    private readonly WakeSignal _wake;
    private Task? _loop;

    public AlertLoop(
        EndpointOptions endpoint,
        PrometheusClient client,
        TimeProvider time,
        AlertEvents events
    )
    {
        _client = client;
        _time = time;
        _events = events;
        _endpoint = new AlertEndpoint(endpoint, client);
        _wake = new WakeSignal(time);
    }

    public EndpointOptions Endpoint => _endpoint.Options;

    public bool IsEmpty => _endpoint.IsEmpty;

    /// <summary>Never faults: a cancelled loop has ended as asked.</summary>
    public Task Ended => _loop ?? Task.CompletedTask;

    public AlertHistory Add(AlertSubscription subscription)
    {
        AlertHistory history = _endpoint.Add(subscription);
        _wake.Soon(Gathering);
        return history;
    }

    public void Remove(ResourceName owner) => _endpoint.Remove(owner);

    /// <summary>Once; later calls change nothing.</summary>
    public void Start(CancellationToken ct) => _loop ??= RunAsync(ct);

    /// <summary>The client is disposed when nobody asks any more.</summary>
    public void Retire() => _ = RetireAsync();

    /// <summary>One pass for all.</summary>
    public Task CollectOnceAsync(DateTimeOffset at, CancellationToken ct) =>
        PassAsync(at, TimeSpan.Zero, ct);

    private async Task PassAsync(DateTimeOffset at, TimeSpan youngest, CancellationToken ct)
    {
        await _onePass.WaitAsync(ct);
        try
        {
            await _endpoint.PassAsync(at, youngest, Tell, ct);
        }
        finally
        {
            _onePass.Release();
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, _retired.Token);
        await Task.Run(() => LoopAsync(both.Token), CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LoopAsync(CancellationToken ct)
    {
        await using ITimer ticks = _time.CreateTimer(_ => _wake.Now(), null, TimeSpan.Zero, Tick);
        while (!ct.IsCancellationRequested)
        {
            await _wake.WaitAsync(ct);
            try
            {
                // Half a tick: who was read when a new owner came is read with the others at the tick.
                await PassAsync(_time.GetUtcNow(), Tick / 2, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogPassFailed(_events.Log, Endpoint.Name, e);
            }
        }
    }

    private async Task RetireAsync()
    {
        await _retired.CancelAsync();
        await Ended;
        await _onePass.WaitAsync();
        _client.Dispose();
        _retired.Dispose();
    }

    /// <summary>An answer that says nothing new is told too: what it says is newer.</summary>
    private void Tell(AlertHistory history)
    {
        PageHistory? read = history.Read();
        if (read?.Failure is { } failure)
        {
            LogUnread(_events.Log, history.Subscription.Owner, failure.Reason);
        }

        _events.Changed(history.Subscription.Owner);
    }

    [LoggerMessage(LogLevel.Error, "A pass over the pages of endpoint {Endpoint} broke off")]
    private static partial void LogPassFailed(ILogger log, string endpoint, Exception cause);

    [LoggerMessage(LogLevel.Debug, "The pages of OnCallPolicy {Owner} were not read: {Reason}")]
    private static partial void LogUnread(ILogger log, ResourceName owner, string reason);
}
