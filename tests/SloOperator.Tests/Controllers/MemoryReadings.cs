using System.Collections.Concurrent;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus.Collection;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Controllers;

/// <summary>What has been read so far, by the metric that counts all events; what is not in it was not read yet.</summary>
internal sealed class MemoryReadings : IBudgetReadings
{
    private readonly ConcurrentDictionary<string, Reading> _readings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ResourceName, Subscription> _tracked = new();

    public event Action<ResourceName>? Changed;

    public bool HasListeners => Changed is not null;

    /// <summary>Every owner that was tracked, in the order it was asked for.</summary>
    public ConcurrentQueue<ResourceName> Asked { get; } = new();

    public IReadOnlyDictionary<ResourceName, Subscription> Tracked => _tracked;

    public void Answer(string metric, Reading reading) => _readings[metric] = reading;

    public void Raise(ResourceName owner) => Changed?.Invoke(owner);

    public void Track(Subscription subscription)
    {
        Asked.Enqueue(subscription.Owner);
        _tracked[subscription.Owner] = subscription;
    }

    public void Untrack(ResourceName owner) => _tracked.TryRemove(owner, out _);

    public T? Read<T>(ResourceName owner, Func<IReadOnlyList<Reading>, T> read)
    {
        if (!_tracked.TryGetValue(owner, out Subscription? subscription))
        {
            return default;
        }

        Reading?[] found =
        [
            .. subscription.Objectives.Select(objective =>
                _readings.GetValueOrDefault(MetricOf(objective.Indicator))
            ),
        ];
        return Array.TrueForAll(found, reading => reading is not null) ? read(found!) : default;
    }

    private static string MetricOf(Indicator indicator) =>
        indicator switch
        {
            Indicator.ErrorEvents events => events.Total.ToString(),
            Indicator.Latency latency => latency.Histogram.ToString(),
            _ => throw new ArgumentException($"No scenario reads {indicator}.", nameof(indicator)),
        };
}
