using System.Diagnostics.CodeAnalysis;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Prometheus.Collection;

/// <summary>All owners' ledgers: one collector an endpoint, so that they do not wait for each other.</summary>
internal sealed class BudgetCollector : IBudgetReadings, IEndpointProbe
{
    private readonly Func<EndpointOptions, PrometheusClient> _open;
    private readonly TimeProvider _time;
    private readonly CollectorEvents _events;
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceName, (TrackedOwner Owner, CollectorRun Run)> _owners = [];
    private readonly Dictionary<EndpointOptions, CollectorRun> _runs = [];
    private CancellationToken? _running;

    /// <param name="open">Makes the client of an endpoint, which is disposed with its collector.</param>
    /// <param name="time">Decides which buckets are due.</param>
    /// <param name="log">Of all collectors.</param>
    public BudgetCollector(
        Func<EndpointOptions, PrometheusClient> open,
        TimeProvider time,
        ILogger<BudgetCollector> log
    )
    {
        _open = open;
        _time = time;
        _events = new CollectorEvents(owner => Changed?.Invoke(owner), log);
    }

    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    public event Action<ResourceName>? Changed;

    /// <summary>Of the endpoints that have owners, as their last pass saw them.</summary>
    public IReadOnlyList<EndpointHealth> Endpoints
    {
        get
        {
            lock (_gate)
            {
                return
                [
                    .. _runs.Values.Select(run => run.Collector.Health).OfType<EndpointHealth>(),
                ];
            }
        }
    }

    public void Track(Subscription subscription)
    {
        lock (_gate)
        {
            bool isKnown = _owners.TryGetValue(subscription.Owner, out var known);
            if (isKnown && known.Owner.Subscription.Equals(subscription))
            {
                return;
            }

            TrackedOwner owner = isKnown ? known.Owner : new TrackedOwner(subscription);
            owner.Replace(subscription);
            CollectorRun run = RunOf(subscription.Endpoint);
            _owners[subscription.Owner] = (owner, run);
            run.Collector.Add(owner);
            if (_running is { } ct)
            {
                // Only now: the first pass of a new collector should find somebody to read for.
                run.Start(ct);
            }

            if (isKnown && known.Run != run)
            {
                Leave(owner, known.Run);
            }
        }
    }

    public void Untrack(ResourceName owner)
    {
        lock (_gate)
        {
            if (_owners.Remove(owner, out var known))
            {
                Leave(known.Owner, known.Run);
            }
        }
    }

    public T? Read<T>(ResourceName owner, Func<IReadOnlyList<Reading>, T> read)
    {
        TrackedOwner? tracked;
        lock (_gate)
        {
            tracked = _owners.TryGetValue(owner, out var known) ? known.Owner : null;
        }

        return tracked is null ? default : tracked.Read(read);
    }

    /// <summary>One whole pass of every endpoint as of <paramref name="at"/>: what an evaluation at that time would see.</summary>
    public Task CollectOnceAsync(DateTimeOffset at, CancellationToken ct) =>
        Task.WhenAll(Collectors().Select(collector => collector.CollectOnceAsync(at, ct)));

    /// <summary>Completes when the passes that are under way now have ended.</summary>
    public Task WhenIdleAsync() =>
        Task.WhenAll(Collectors().Select(collector => collector.WhenIdleAsync()));

    /// <summary>Asks an endpoint's version, whether it has owners or not.</summary>
    public async Task<EndpointHealth> ProbeAsync(EndpointOptions endpoint, CancellationToken ct)
    {
        using PrometheusClient client = _open(endpoint);
        return await client.BuildVersionAsync(ct) switch
        {
            Reply<string>.Answered answered => new EndpointHealth(
                endpoint.Name,
                true,
                null,
                answered.Value
            ),
            Reply<string>.Failed failed => new EndpointHealth(
                endpoint.Name,
                false,
                failed.Reason,
                null
            ),
            _ => new EndpointHealth(endpoint.Name, true, null, null),
        };
    }

    /// <summary>Collects until cancelled; ends when every collector has.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            _running = ct;
            foreach (CollectorRun run in _runs.Values)
            {
                run.Start(ct);
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, _time, ct)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] loops;
        lock (_gate)
        {
            _running = null;
            loops = [.. _runs.Values.Select(run => run.Loop)];
        }

        await Task.WhenAll(loops);
    }

    private IReadOnlyList<EndpointCollector> Collectors()
    {
        lock (_gate)
        {
            return [.. _runs.Values.Select(run => run.Collector)];
        }
    }

    private CollectorRun RunOf(EndpointOptions endpoint)
    {
        if (_runs.TryGetValue(endpoint, out CollectorRun? known))
        {
            return known;
        }

        PrometheusClient client = _open(endpoint);
        var run = new CollectorRun(new EndpointCollector(endpoint, client, _time, _events), client);
        _runs.Add(endpoint, run);
        return run;
    }

    private void Leave(TrackedOwner owner, CollectorRun run)
    {
        run.Collector.Remove(owner);
        if (run.Collector.IsEmpty)
        {
            _runs.Remove(run.Collector.Endpoint);
            run.Retire();
        }
    }
}
