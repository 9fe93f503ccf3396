using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Pagers;

namespace SloOperator.Controllers.OnCall;

/// <summary>All owners' pages as their pagers tell them, asked every few minutes; a pager that is slow holds up nobody else.</summary>
/// <param name="open">The reader of a pager; equal options may share one.</param>
/// <param name="time">When to ask.</param>
/// <param name="log">Of passes that broke off.</param>
internal sealed partial class PagerCollector(
    Func<PagerOptions, IPagerReader> open,
    TimeProvider time,
    ILogger<PagerCollector> log
)
{
    /// <summary>Load is judged over weeks, and a pager's rate limit is the whole account's.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(5);

    /// <summary>How soon an owner that has just come is read.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceName, Reading> _owners = [];
    private CancellationToken? _running;

    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    public event Action<ResourceName>? Changed;

    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "A source that has neither a timer nor a wait handle holds nothing."
    )]
    public void Track(PagerSubscription subscription)
    {
        lock (_gate)
        {
            if (_owners.TryGetValue(subscription.Owner, out Reading? known))
            {
                if (known.History.Subscription == subscription)
                {
                    return;
                }

                known.Stop.Cancel();
            }

            var history = new PagerHistory(subscription, open(subscription.Options));
            var reading = new Reading(history, new CancellationTokenSource());
            _owners[subscription.Owner] = reading;
            if (_running is { } ct)
            {
                _ = LoopAsync(reading, ct);
            }
        }
    }

    public void Untrack(ResourceName owner)
    {
        lock (_gate)
        {
            if (_owners.Remove(owner, out Reading? known))
            {
                known.Stop.Cancel();
            }
        }
    }

    /// <summary>Null when the owner is not tracked, or was never asked for.</summary>
    public PageHistory? Read(ResourceName owner)
    {
        lock (_gate)
        {
            return _owners.TryGetValue(owner, out Reading? known) ? known.History.Read() : null;
        }
    }

    /// <summary>One pass of every owner.</summary>
    public Task CollectOnceAsync(DateTimeOffset at, CancellationToken ct)
    {
        PagerHistory[] histories;
        lock (_gate)
        {
            histories = [.. _owners.Values.Select(reading => reading.History)];
        }

        return Task.WhenAll(histories.Select(history => history.PassAsync(at, ct)));
    }

    /// <summary>Collects until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            _running = ct;
            foreach (Reading reading in _owners.Values)
            {
                _ = LoopAsync(reading, ct);
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, ct)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LoopAsync(Reading reading, CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, reading.Stop.Token);
        try
        {
            await Task.Delay(Gathering, time, both.Token);
            while (true)
            {
                await TryPassAsync(reading.History, both.Token);
                await Task.Delay(Tick, time, both.Token);
            }
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            // As asked.
        }
    }

    private async Task TryPassAsync(PagerHistory history, CancellationToken ct)
    {
        ResourceName owner = history.Subscription.Owner;
        try
        {
            await history.PassAsync(time.GetUtcNow(), ct);
            Changed?.Invoke(owner);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogPassFailed(log, owner, e);
        }
    }

    private sealed record Reading(PagerHistory History, CancellationTokenSource Stop);

    [LoggerMessage(LogLevel.Error, "A pass over the pager of OnCallPolicy {Owner} broke off")]
    private static partial void LogPassFailed(ILogger log, ResourceName owner, Exception cause);
}
