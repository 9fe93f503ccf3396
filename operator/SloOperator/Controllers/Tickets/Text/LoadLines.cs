using System.Globalization;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>A load in figures, against the rotation's own past alone.</summary>
internal static class LoadLines
{
    private const int MostRepeats = 5;

    private static readonly Dictionary<LoadMetric, string> Names = new()
    {
        [LoadMetric.IncidentsPer12h] = "Incidents per 12 hours on call",
        [LoadMetric.ShiftsOverBudget] = "Shifts with too many incidents",
        [LoadMetric.MedianRestoreMinutes] = "Minutes until half of the incidents had cleared",
        [LoadMetric.OffHoursPerResponder30d] = "Most incidents off hours for one person in 30 days",
        [LoadMetric.SleepPagesPerShift] = "Incidents in sleeping hours per shift",
        [LoadMetric.AlertsPerIncident] = "Alerts per incident",
        [LoadMetric.TransientShare] = "Incidents over in less than five minutes",
        [LoadMetric.RepeatsPer7d] = "Most returns of one incident within 7 days",
        [LoadMetric.OnCallShare] = "Largest share of time on call",
    };

    public static IEnumerable<(string Label, string Text)> Of(
        LoadSubject subject,
        TicketCause cause
    )
    {
        LoadFigures figures = subject.Assessment.Figures;
        yield return (
            "Window",
            $"{TicketFigures.Utc(figures.Window.Start)} to {TicketFigures.Utc(figures.Window.End)}, {TicketFigures.Percent(figures.Coverage)} of it covered by data"
        );
        yield return ("Pages", Pages(figures));
        foreach (LoadMetric metric in MetricsOf(cause))
        {
            if (figures[metric] is { } figure)
            {
                yield return (Names[metric], Judged(subject, metric, figure));
            }
        }

        if (cause is TicketCause.PageLoad && figures.Trend is { } trend)
        {
            yield return (
                "Window before",
                $"{TicketFigures.Rate(trend.Previous)} incidents per 12 hours"
            );
        }

        if (figures.TopRepeats.Count > 0)
        {
            yield return ("Most frequent", Repeats(figures));
        }
    }

    private static string Pages(LoadFigures figures)
    {
        HoursCounts hours = figures.ByHours;
        string range =
            figures.Upper > hours.Total ? $"{hours.Total} to {figures.Upper}" : $"{hours.Total}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{range} incidents: {hours.Business} in working hours, {hours.Off} off hours, {hours.Sleep} in sleeping hours, {hours.Uncovered} with nobody on shift"
        );
    }

    private static string Judged(LoadSubject subject, LoadMetric metric, decimal figure)
    {
        LoadThreshold threshold = subject.Thresholds[metric];
        IEnumerable<string> bounds = new[]
        {
            threshold.Warn is { } warn
                ? $"warning above {LoadMetricText.WriteThreshold(metric, warn)}"
                : null,
            threshold.Limit is { } limit
                ? $"limit {LoadMetricText.WriteThreshold(metric, limit)}"
                : null,
        }.OfType<string>();
        return $"{LoadMetricText.Write(metric, figure)} ({string.Join(", ", bounds)})";
    }

    private static string Repeats(LoadFigures figures) =>
        string.Join(
            "; ",
            figures
                .TopRepeats.Take(MostRepeats)
                .Select(repeat =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{repeat.Key} {repeat.Count} times, {repeat.Transient} of them over in less than five minutes"
                    )
                )
        );

    private static IReadOnlyList<LoadMetric> MetricsOf(TicketCause cause) =>
        cause switch
        {
            TicketCause.OffHoursLoad => LoadGroups.OffHours,
            TicketCause.NoisyAlert => LoadGroups.Noise,
            TicketCause.RepeatedIncident => LoadGroups.Repeats,
            _ => LoadGroups.Pages,
        };
}
