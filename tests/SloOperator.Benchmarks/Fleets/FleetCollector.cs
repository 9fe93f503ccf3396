using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;
using SloOperator.Resources;

namespace SloOperator.Benchmarks.Fleets;

/// <summary>The operator's own collector with a whole fleet; who changed is assessed at once, as part of the pass.</summary>
internal sealed class FleetCollector
{
    private readonly Dictionary<ResourceName, TeamObjectives> _fleet;
    private readonly BudgetCollector _collector = new(
        endpoint => new PrometheusClient(endpoint, new NoSecrets(), TimeProvider.System),
        TimeProvider.System,
        NullLogger<BudgetCollector>.Instance
    );

    // An owner whose objectives are read by two requests is told twice.
    private readonly ConcurrentDictionary<ResourceName, int> _measured = new();

    public FleetCollector(IEnumerable<TeamObjectives> fleet)
    {
        _fleet = fleet.ToDictionary(slo => slo.Owner);
        foreach (TeamObjectives slo in _fleet.Values)
        {
            _collector.Track(SubscriptionMapper.Map(slo));
        }

        _collector.Changed += Assess;
    }

    /// <summary>Throws when an objective was not measured: a pass that reads nothing is fast.</summary>
    public async Task<TimeSpan> PassAsync(DateTimeOffset at)
    {
        _measured.Clear();
        long begun = Stopwatch.GetTimestamp();
        await _collector.CollectOnceAsync(at, CancellationToken.None);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(begun);
        int measured = _measured.Values.Sum();
        return measured == Fleet.Objectives
            ? elapsed
            : throw new InvalidOperationException(
                $"The pass at {at:O} measured {measured} of {Fleet.Objectives} objectives."
            );
    }

    private void Assess(ResourceName owner)
    {
        TeamObjectives slo = _fleet[owner];
        Evaluation? evaluation = _collector.Read(owner, readings => Evaluation.Of(slo, readings));
        _measured[owner] =
            evaluation?.Assessment.Objectives.Count(one => one.Verdict == Verdict.Measured) ?? 0;
    }
}
