using System.Diagnostics.CodeAnalysis;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Prometheus.Collection;

/// <summary>Keeps the ledgers of one endpoint's objectives: passes one after the other, so that a slow endpoint holds up only its own.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "Whoever retires a collector awaits its loop, which disposes."
)]
internal sealed partial class EndpointCollector
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    /// <summary>Subscriptions that come within this long are read together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan VersionAge = TimeSpan.FromHours(1);
    private readonly PrometheusClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<ResourceName> _tell;
    private readonly OwnerSet _owners = new();
    private readonly SemaphoreSlim _onePass = new(1);
    private readonly WakeSignal _wake;
    private long _passes;
    private DateTimeOffset? _versionReadAt;

    public EndpointCollector(
        EndpointOptions endpoint,
        PrometheusClient client,
        TimeProvider time,
        CollectorEvents events
    )
    {
        Endpoint = endpoint;
        _client = client;
        _time = time;
        _log = events.Log;
        _tell = events.Changed;
        _wake = new WakeSignal(time);
    }

    public EndpointOptions Endpoint { get; }

    /// <summary>Null before the first request.</summary>
    public EndpointHealth? Health { get; private set; }

    public bool IsEmpty => _owners.IsEmpty;

    public void Add(TrackedOwner owner)
    {
        _owners.Add(owner);
        _wake.Soon(Gathering);
    }

    public void Remove(TrackedOwner owner) => _owners.Remove(owner);

    /// <summary>Until cancelled; a pass that overruns its tick is followed by one, not by all it missed.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using ITimer ticks = _time.CreateTimer(_ => _wake.Now(), null, TimeSpan.Zero, Tick);
        while (!ct.IsCancellationRequested)
        {
            await _wake.WaitAsync(ct);
            await TryCollectAsync(ct);
        }
    }

    /// <summary>Completes when no pass is under way.</summary>
    public async Task WhenIdleAsync()
    {
        await _onePass.WaitAsync();
        _onePass.Release();
    }

    /// <summary>One whole pass as of <paramref name="at"/>.</summary>
    public async Task CollectOnceAsync(DateTimeOffset at, CancellationToken ct)
    {
        while (!await CollectAsync(at, () => true, ct))
        {
            // What was too much is asked in halves, so this ends.
        }
    }

    private async Task TryCollectAsync(CancellationToken ct)
    {
        long begun = _time.GetTimestamp();
        try
        {
            bool isDone = await CollectAsync(
                _time.GetUtcNow(),
                () => _time.GetElapsedTime(begun) < Tick,
                ct
            );
            if (!isDone)
            {
                _wake.Now();
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogPassFailed(_log, Endpoint.Name, e);
        }
    }

    private async Task<bool> CollectAsync(
        DateTimeOffset at,
        Func<bool> mayGoOn,
        CancellationToken ct
    )
    {
        await _onePass.WaitAsync(ct);
        var changed = new ChangedOwners(_tell);
        try
        {
            var clock = new PassClock(at, Endpoint.EvaluationDelay);
            var pass = new CollectionPass(_client, Endpoint, clock, changed, mayGoOn);
            await pass.RunAsync(_owners.Objectives(), _passes++, ct);
            bool isDone = await ConcludeAsync(pass.Tally, at, ct);
            return isDone && pass.IsDone;
        }
        finally
        {
            changed.Flush();
            _onePass.Release();
        }
    }

    /// <summary>Where all failed, a cheap question tells an endpoint that is down from requests that ask too much.</summary>
    private async Task<bool> ConcludeAsync(PassTally tally, DateTimeOffset at, CancellationToken ct)
    {
        bool isAlive = tally.AnyAnswer;
        string? version = Health?.Version;
        bool isVersionOld = _versionReadAt is not { } read || at - read >= VersionAge || at < read;
        if (tally.LastFailure is not null ? !isAlive : isVersionOld)
        {
            Reply<string> reply = await _client.BuildVersionAsync(ct);
            isAlive |= reply is not Reply<string>.Failed;
            version = (reply as Reply<string>.Answered)?.Value ?? version;
            _versionReadAt = reply is Reply<string>.Failed && !tally.AnyAnswer ? null : at;
        }

        SetHealth(tally, version, isAlive);
        return !isAlive || !AskForLess(tally);
    }

    /// <summary>True when a first read can be tried again at once.</summary>
    private static bool AskForLess(PassTally tally)
    {
        bool isWorthIt = false;
        foreach (TrackedObjective objective in tally.Failed.Select(read => read.Objective))
        {
            lock (objective.Owner.Gate)
            {
                isWorthIt |= objective.AskForLess();
            }
        }

        return isWorthIt;
    }

    private void SetHealth(PassTally tally, string? version, bool isAlive)
    {
        bool isReachable = tally.AnyAnswer || (tally.LastFailure is null && isAlive);
        if (!isReachable && tally.LastFailure is null)
        {
            return;
        }

        EndpointHealth? before = Health;
        Health = new EndpointHealth(
            Endpoint.Name,
            isReachable,
            isReachable ? null : tally.LastFailure,
            version
        );
        if (before?.IsReachable != isReachable)
        {
            LogReachability(isReachable, tally.LastFailure);
        }
    }

    private void LogReachability(bool isReachable, string? reason)
    {
        if (isReachable)
        {
            LogReachable(_log, Endpoint.Name);
        }
        else
        {
            LogUnreachable(_log, Endpoint.Name, reason);
        }
    }
}
