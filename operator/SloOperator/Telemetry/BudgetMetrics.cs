using System.Collections.Concurrent;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Telemetry;

/// <summary>
/// The gauges of every objective. The figures of an owner are replaced as a whole and end with it; a scrape reads them without a lock.
/// </summary>
internal sealed class BudgetMetrics
{
    private readonly ConcurrentDictionary<ResourceName, Labelled<ObjectiveSample>[]> _owners =
        new();
    private readonly string[] _verdicts;

    /// <param name="verdicts">Every verdict there is: each becomes a series, so that the last one a chart saw falls to 0 instead of vanishing.</param>
    public BudgetMetrics(IReadOnlyList<string> verdicts)
    {
        _verdicts = [.. verdicts];
        Families =
        [
            Gauge(
                "slo_operator_budget_remaining_ratio",
                "Error budget left in the window; 1 is all of it, below 0 it is overspent.",
                sample => sample.BudgetRemainingRatio
            ),
            Gauge(
                "slo_operator_budget_ideal_ratio",
                "Error budget that would be left if it were spent evenly over the calendar period; no series for a rolling window.",
                sample => sample.BudgetIdealRatio
            ),
            Gauge(
                "slo_operator_budget_left_seconds",
                "Full outage that the rest of the budget allows at the window's mean traffic.",
                sample => sample.BudgetLeftSeconds
            ),
            Gauge(
                "slo_operator_budget_exhaustion_timestamp_seconds",
                "When the budget is spent if the last hours go on; no series where that does not happen.",
                sample => sample.ExhaustionAt
            ),
            Gauge(
                "slo_operator_window_bad_events",
                "Bad events of the window.",
                sample => sample.BadEvents
            ),
            Gauge(
                "slo_operator_window_events",
                "All events of the window.",
                sample => sample.Events
            ),
            Gauge(
                "slo_operator_burn_rate",
                "Speed of spending over the window; 1 spends exactly the budget.",
                sample => sample.Burn.Select(burn => (Label("window", burn.Key), burn.Value))
            ),
            Gauge(
                "slo_operator_sli_ratio",
                "Share of good events in the window.",
                sample => sample.SliRatio
            ),
            Gauge(
                "slo_operator_objective_ratio",
                "Target of the objective.",
                sample => sample.ObjectiveRatio
            ),
            Gauge(
                "slo_operator_coverage_ratio",
                "Share of the window that was measured.",
                sample => sample.CoverageRatio
            ),
            Gauge(
                "slo_operator_verdict",
                "1 for the verdict that holds, 0 for the others.",
                sample => _verdicts.Select(verdict => State(sample, verdict))
            ),
        ];
    }

    /// <summary>What a scrape shows of them.</summary>
    public IReadOnlyList<ExposedFamily> Families { get; }

    /// <summary>Replaces all figures of the owner.</summary>
    public void Publish(ResourceName owner, IReadOnlyList<ObjectiveSample> samples) =>
        _owners[owner] = [.. samples.Select(sample => Label(owner, sample))];

    public void Remove(ResourceName owner) => _owners.TryRemove(owner, out _);

    private FigureFamily<ObjectiveSample> Gauge(
        string name,
        string help,
        Func<ObjectiveSample, double?> figure
    ) => Gauge(name, help, sample => [(null, figure(sample))]);

    private FigureFamily<ObjectiveSample> Gauge(
        string name,
        string help,
        Func<ObjectiveSample, IEnumerable<(KeyValuePair<string, string>?, double?)>> figures
    ) =>
        new(
            new MetricHeader(name, "gauge", help),
            () => _owners.SelectMany(owner => owner.Value),
            figures
        );

    private static Labelled<ObjectiveSample> Label(ResourceName owner, ObjectiveSample sample) =>
        Labelled<ObjectiveSample>.Of(
            sample,
            new("criticality", sample.Criticality),
            new("name", owner.Name),
            new("namespace", owner.Namespace),
            new("objective", sample.Objective),
            new("service", sample.Service),
            new("team", sample.Team)
        );

    private static (KeyValuePair<string, string>?, double?) State(
        ObjectiveSample sample,
        string verdict
    ) =>
        (
            Label("verdict", verdict),
            string.Equals(sample.Verdict, verdict, StringComparison.Ordinal) ? 1 : 0
        );

    private static KeyValuePair<string, string>? Label(string name, string value) =>
        KeyValuePair.Create(name, value);
}
