using System.Collections.Concurrent;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Telemetry;

/// <summary>The gauges of every rotation; nobody is named in them. An owner's figures are replaced as a whole and end with it.</summary>
internal sealed class OnCallMetrics
{
    private readonly ConcurrentDictionary<ResourceName, Labelled<OnCallSample>> _owners = new();

    public OnCallMetrics() =>
        Families = [
            new FigureFamily<OnCallSample>(
                Header(
                    "slo_operator_oncall_pages",
                    "Incidents of the window by class of hours, the fewest that the data can mean."
                ),
                () => _owners.Values,
                sample => sample.Pages.Select(pages => (Hours(pages.Key), pages.Value))
            ),
            new FigureFamily<OnCallSample>(
                Header(
                    "slo_operator_oncall_warning",
                    "Above which a figure is worth a look, in the unit of the spec; no series where it never is."
                ),
                () => _owners.Values,
                sample => sample.Warnings.Select(bound => (Figure(bound.Key), bound.Value))
            ),
            new FigureFamily<OnCallSample>(
                Header(
                    "slo_operator_oncall_limit",
                    "Above which a figure is too much, in the unit of the spec; no series where it never is."
                ),
                () => _owners.Values,
                sample => sample.Limits.Select(bound => (Figure(bound.Key), bound.Value))
            ),
            Gauge(
                "slo_operator_oncall_pages_upper",
                "The most incidents of the window that the data can mean.",
                sample => sample.PagesUpper
            ),
            Gauge(
                "slo_operator_oncall_coverage_ratio",
                "Share of the window in which a page would have been seen.",
                sample => sample.CoverageRatio
            ),
            Gauge(
                "slo_operator_oncall_incidents_per_12h",
                "Incidents per 12 hours on call that data cover.",
                sample => sample.IncidentsPer12h
            ),
            Gauge(
                "slo_operator_oncall_shifts_over_budget_ratio",
                "Share of the completed shifts with more incidents than the limit allows.",
                sample => sample.ShiftsOverBudgetRatio
            ),
            Gauge(
                "slo_operator_oncall_off_hours_pages_per_responder",
                "Off-hours and sleep incidents of the responder who had most, in 30 days.",
                sample => sample.OffHoursPagesPerResponder
            ),
            Gauge(
                "slo_operator_oncall_sleep_pages_per_shift",
                "Incidents in sleeping hours per completed shift.",
                sample => sample.SleepPagesPerShift
            ),
            Gauge(
                "slo_operator_oncall_alerts_per_incident",
                "Alerts that began per incident.",
                sample => sample.AlertsPerIncident
            ),
            Gauge(
                "slo_operator_oncall_transient_ratio",
                "Share of the incidents that were over in less than five minutes.",
                sample => sample.TransientRatio
            ),
            Gauge(
                "slo_operator_oncall_repeats",
                "How often the most frequent key opened again within seven days of its end.",
                sample => sample.Repeats
            ),
            Gauge(
                "slo_operator_oncall_share_ratio",
                "Largest share of the window, or of a whole round of the rotation, that one member was on call.",
                sample => sample.OnCallRatio
            ),
            Gauge(
                "slo_operator_oncall_median_restore_seconds",
                "Median time until an incident's alerts had cleared, which is not when somebody closed it.",
                sample => sample.MedianRestoreSeconds
            ),
        ];

    /// <summary>What a scrape shows of them.</summary>
    public IReadOnlyList<ExposedFamily> Families { get; }

    public void Publish(ResourceName owner, OnCallSample sample) =>
        _owners[owner] = Labelled<OnCallSample>.Of(
            sample,
            new("criticality", sample.Criticality),
            new("name", owner.Name),
            new("namespace", owner.Namespace),
            new("team", sample.Team)
        );

    public void Remove(ResourceName owner) => _owners.TryRemove(owner, out _);

    private FigureFamily<OnCallSample> Gauge(
        string name,
        string help,
        Func<OnCallSample, double?> figure
    ) => new(Header(name, help), () => _owners.Values, sample => [(null, figure(sample))]);

    private static MetricHeader Header(string name, string help) => new(name, "gauge", help);

    private static KeyValuePair<string, string>? Figure(string figure) =>
        KeyValuePair.Create("figure", figure);

    private static KeyValuePair<string, string>? Hours(string hours) =>
        KeyValuePair.Create("hours", hours);
}
