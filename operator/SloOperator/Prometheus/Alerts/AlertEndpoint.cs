using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Collection;

namespace SloOperator.Prometheus.Alerts;

/// <summary>The histories of one endpoint's owners, and what they share; so that a slow endpoint holds up only its own.</summary>
internal sealed class AlertEndpoint(EndpointOptions endpoint, PrometheusClient client)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceName, Tracked> _owners = [];

    public EndpointOptions Options => endpoint;

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _owners.Count == 0;
            }
        }
    }

    public AlertHistory Add(AlertSubscription subscription)
    {
        lock (_gate)
        {
            var reader = new SpanReader(client, subscription.Tenant);
            (CoverageKey key, CoverageStream stream) = CoverageOf(subscription, reader);
            var history = new AlertHistory(subscription, reader, stream);
            _owners[subscription.Owner] = new Tracked(history, key, stream);
            return history;
        }
    }

    public void Remove(ResourceName owner)
    {
        lock (_gate)
        {
            _owners.Remove(owner);
        }
    }

    /// <summary>Reads on for owners, as many at once as the endpoint allows requests.</summary>
    /// <param name="now">Of the pass.</param>
    /// <param name="youngest">Who was read within so long is left alone.</param>
    /// <param name="done">Told after each.</param>
    /// <param name="ct">Ends the pass.</param>
    public async Task PassAsync(
        DateTimeOffset now,
        TimeSpan youngest,
        Action<AlertHistory> done,
        CancellationToken ct
    )
    {
        DateTimeOffset end = WholeSecond(now - endpoint.EvaluationDelay);
        await Parallel.ForEachAsync(
            Histories().Where(history => history.IsOlderThan(youngest, now)),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = endpoint.Limits.Concurrency,
                CancellationToken = ct,
            },
            async (history, token) =>
            {
                await history.PassAsync(end, now, token);
                done(history);
            }
        );
        ForgetCoverage(end);
    }

    private IReadOnlyList<AlertHistory> Histories()
    {
        lock (_gate)
        {
            return [.. _owners.Values.Select(owner => owner.History)];
        }
    }

    private (CoverageKey Key, CoverageStream Stream) CoverageOf(
        AlertSubscription subscription,
        SpanReader reader
    )
    {
        var key = new CoverageKey(
            TenantHeaders.Expand(endpoint, subscription.Tenant),
            subscription.Query.Coverage,
            subscription.Query.Rule
        );
        CoverageStream? shared = _owners
            .Values.FirstOrDefault(owner => owner.CoverageKey == key)
            ?.Coverage;
        return (key, shared ?? new CoverageStream(reader, subscription.Query));
    }

    private void ForgetCoverage(DateTimeOffset end)
    {
        lock (_gate)
        {
            foreach (var shared in _owners.Values.GroupBy(owner => owner.Coverage))
            {
                shared.Key.Forget(end - shared.Max(owner => owner.History.Subscription.Lookback));
            }
        }
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private sealed record Tracked(
        AlertHistory History,
        CoverageKey CoverageKey,
        CoverageStream Coverage
    );
}
