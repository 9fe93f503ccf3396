using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Telemetry;

/// <summary>Shows loads as metrics; what is unknown, or may no longer be true, is left out.</summary>
internal sealed class OnCallGauges(OnCallMetrics metrics) : IOnCallGauges
{
    public void Show(OnCallTerms terms, LoadAssessment assessment)
    {
        LoadFigures figures = assessment.Figures;
        var sample = new OnCallSample
        {
            Team = terms.Team,
            Criticality = terms.Criticality.Write(),
            CoverageRatio = (double)figures.Coverage,
        };
        metrics.Publish(
            terms.Owner,
            assessment.Verdict is LoadVerdict.Measured
                ? WithFigures(WithBounds(sample, terms.Plan.Thresholds), figures)
                : sample
        );
    }

    public void Remove(ResourceName owner) => metrics.Remove(owner);

    private static OnCallSample WithBounds(OnCallSample sample, LoadThresholds thresholds) =>
        sample with
        {
            Warnings = Bounds(thresholds, threshold => threshold.Warn),
            Limits = Bounds(thresholds, threshold => threshold.Limit),
        };

    private static Dictionary<string, double?> Bounds(
        LoadThresholds thresholds,
        Func<LoadThreshold, decimal?> bound
    ) =>
        Enum.GetValues<LoadMetric>()
            .ToDictionary(
                LoadMetricText.Name,
                metric => (double?)bound(thresholds[metric]),
                StringComparer.Ordinal
            );

    private static OnCallSample WithFigures(OnCallSample sample, LoadFigures figures) =>
        sample with
        {
            Pages = new Dictionary<string, double?>(StringComparer.Ordinal)
            {
                ["business"] = figures.ByHours.Business,
                ["off"] = figures.ByHours.Off,
                ["sleep"] = figures.ByHours.Sleep,
                ["uncovered"] = figures.ByHours.Uncovered,
            },
            PagesUpper = figures.Upper,
            IncidentsPer12h = (double?)figures[LoadMetric.IncidentsPer12h],
            ShiftsOverBudgetRatio = (double?)figures[LoadMetric.ShiftsOverBudget],
            OffHoursPagesPerResponder = (double?)figures[LoadMetric.OffHoursPerResponder30d],
            SleepPagesPerShift = (double?)figures[LoadMetric.SleepPagesPerShift],
            AlertsPerIncident = (double?)figures[LoadMetric.AlertsPerIncident],
            TransientRatio = (double?)figures[LoadMetric.TransientShare],
            Repeats = (double?)figures[LoadMetric.RepeatsPer7d],
            OnCallRatio = (double?)figures[LoadMetric.OnCallShare],
            MedianRestoreSeconds = (double?)(figures[LoadMetric.MedianRestoreMinutes] * 60),
        };
}
