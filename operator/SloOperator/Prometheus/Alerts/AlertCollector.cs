using System.Diagnostics.CodeAnalysis;
using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Prometheus.Alerts;

/// <summary>All owners' pages as Prometheus saw them: one loop an endpoint, so that they do not wait for each other.</summary>
internal sealed class AlertCollector(
    Func<EndpointOptions, PrometheusClient> open,
    TimeProvider time,
    ILogger<AlertCollector> log
) : IAlertReadings
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceName, (AlertHistory History, AlertLoop Loop)> _owners = [];
    private readonly Dictionary<EndpointOptions, AlertLoop> _loops = [];
    private CancellationToken? _running;

    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    public event Action<ResourceName>? Changed;

    public void Track(AlertSubscription subscription)
    {
        lock (_gate)
        {
            if (_owners.TryGetValue(subscription.Owner, out var known))
            {
                if (known.History.Subscription == subscription)
                {
                    return;
                }

                Leave(subscription.Owner, known.Loop);
            }

            AlertLoop loop = LoopOf(subscription.Endpoint);
            _owners[subscription.Owner] = (loop.Add(subscription), loop);
            if (_running is { } ct)
            {
                loop.Start(ct);
            }
        }
    }

    public void Untrack(ResourceName owner)
    {
        lock (_gate)
        {
            if (_owners.Remove(owner, out var known))
            {
                Leave(owner, known.Loop);
            }
        }
    }

    public PageHistory? Read(ResourceName owner)
    {
        AlertHistory? history;
        lock (_gate)
        {
            history = _owners.TryGetValue(owner, out var known) ? known.History : null;
        }

        return history?.Read();
    }

    /// <summary>Everything that is known as of <paramref name="at"/>: a pass for the windows, and one for what lies before them.</summary>
    public async Task CollectOnceAsync(DateTimeOffset at, CancellationToken ct)
    {
        await PassAsync(at, ct);
        await PassAsync(at, ct);
    }

    /// <summary>One whole pass of every endpoint.</summary>
    public Task PassAsync(DateTimeOffset at, CancellationToken ct)
    {
        AlertLoop[] loops;
        lock (_gate)
        {
            loops = [.. _loops.Values];
        }

        return Task.WhenAll(loops.Select(loop => loop.CollectOnceAsync(at, ct)));
    }

    /// <summary>Collects until cancelled; ends when every loop has.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            _running = ct;
            foreach (AlertLoop loop in _loops.Values)
            {
                loop.Start(ct);
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, ct)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] ended;
        lock (_gate)
        {
            _running = null;
            ended = [.. _loops.Values.Select(loop => loop.Ended)];
        }

        await Task.WhenAll(ended);
    }

    private AlertLoop LoopOf(EndpointOptions endpoint)
    {
        if (!_loops.TryGetValue(endpoint, out AlertLoop? loop))
        {
            loop = new AlertLoop(
                endpoint,
                open(endpoint),
                time,
                new AlertEvents(owner => Changed?.Invoke(owner), log)
            );
            _loops.Add(endpoint, loop);
        }

        return loop;
    }

    private void Leave(ResourceName owner, AlertLoop loop)
    {
        loop.Remove(owner);
        if (loop.IsEmpty)
        {
            _loops.Remove(loop.Endpoint);
            loop.Retire();
        }
    }
}
