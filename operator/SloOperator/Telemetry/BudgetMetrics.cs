using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Telemetry;

/// <summary>
/// The gauges of every objective. The figures of an owner are replaced as a whole and end with it; a scrape reads them without a lock.
/// </summary>
internal sealed class BudgetMetrics
{
    private readonly ConcurrentDictionary<ResourceName, OwnerFigures> _owners = new();
    private readonly string[] _verdicts;

    /// <param name="meter">Its name must start with <see cref="PrometheusText.MeterPrefix"/> to be exported.</param>
    /// <param name="verdicts">Every verdict there is: each becomes a series, so that the last one a chart saw falls to 0 instead of vanishing.</param>
    public BudgetMetrics(Meter meter, IReadOnlyList<string> verdicts)
    {
        _verdicts = [.. verdicts];
        Observe(
            meter,
            "slo_operator_budget_remaining_ratio",
            "Error budget left in the window; 1 is all of it, below 0 it is overspent.",
            figures => figures.Budget
        );
        Observe(
            meter,
            "slo_operator_burn_rate",
            "Speed of spending over the window; 1 spends exactly the budget.",
            figures => figures.Burn
        );
        Observe(
            meter,
            "slo_operator_sli_ratio",
            "Share of good events in the window.",
            figures => figures.Sli
        );
        Observe(
            meter,
            "slo_operator_objective_ratio",
            "Target of the objective.",
            figures => figures.Objective
        );
        Observe(
            meter,
            "slo_operator_coverage_ratio",
            "Share of the window that was measured.",
            figures => figures.Coverage
        );
        Observe(
            meter,
            "slo_operator_verdict",
            "1 for the verdict that holds, 0 for the others.",
            figures => figures.Verdict
        );
    }

    /// <summary>Replaces all figures of the owner.</summary>
    public void Publish(ResourceName owner, IReadOnlyList<ObjectiveSample> samples) =>
        _owners[owner] = OwnerFigures.From(owner, samples, _verdicts);

    public void Remove(ResourceName owner) => _owners.TryRemove(owner, out _);

    private void Observe(
        Meter meter,
        string name,
        string help,
        Func<OwnerFigures, Measurement<double>[]> pick
    ) =>
        meter.CreateObservableGauge(
            name,
            () => _owners.SelectMany(owner => pick(owner.Value)),
            unit: null,
            help
        );
}
