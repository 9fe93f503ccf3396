namespace SloOperator.Domain.OnCall;

/// <summary>Judges the pages of one rotation against what was promised to it; pure.</summary>
public static class LoadAssessor
{
    /// <summary>Off-hours pages are counted over a month, whatever the window, for that is what the marks of the field are of.</summary>
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private static readonly IReadOnlyDictionary<LoadMetric, LoadLevel> Unknown =
        Enum.GetValues<LoadMetric>().ToDictionary(metric => metric, _ => LoadLevel.Unknown);

    /// <summary>How far back pages are needed: this window and the one before it, or a month.</summary>
    public static TimeSpan Lookback(TimeSpan window) => 2 * window > Month ? 2 * window : Month;

    /// <summary>As of the end of what the history knows: what happened since is not known to be nothing.</summary>
    public static LoadAssessment Assess(OnCallPlan plan, PageHistory history)
    {
        LoadFigures figures = Count(plan, history);
        if (history.Failure is { } failure)
        {
            return new LoadAssessment(LoadVerdict.Stale, figures, Unknown, failure.Reason);
        }

        if (figures.Coverage < plan.MinimumCoverage)
        {
            return new LoadAssessment(
                LoadVerdict.LowCoverage,
                figures,
                Unknown,
                Explain(figures.Coverage, plan.MinimumCoverage)
            );
        }

        return new LoadAssessment(
            LoadVerdict.Measured,
            figures,
            figures.Metrics.ToDictionary(
                figure => figure.Key,
                figure => plan.Thresholds[figure.Key].Judge(figure.Value)
            ),
            history.Warnings.Count == 0 ? null : string.Join("\n", history.Warnings)
        );
    }

    private static LoadFigures Count(OnCallPlan plan, PageHistory history)
    {
        DateTimeOffset end = history.Known.End;
        var window = new TimeRange(end - plan.Window, end);
        var needed = new TimeRange(end - Lookback(plan.Window), end.AddTicks(1));
        IReadOnlyList<Shift> shifts = history.Shifts ?? plan.Schedule?.Between(needed) ?? [];
        IReadOnlyList<PlacedIncident> placed = IncidentPlacement.Place(
            history.Incidents,
            shifts,
            plan.Hours
        );
        var load = new WindowLoad(plan, window, placed, (shifts, history.Covered));
        WindowLoad? previous = Previous(plan, history, placed, shifts);
        var month = new TimeRange(end - Month, end);
        return new LoadFigures
        {
            Window = window,
            Coverage = load.Coverage,
            ByHours = load.ByHours,
            Upper = Math.Max(load.ByHours.Total, history.UpperStarts.Count(window.Contains)),
            Metrics = new Dictionary<LoadMetric, decimal?>
            {
                [LoadMetric.IncidentsPer12h] = load.IncidentsPer12h,
                [LoadMetric.ShiftsOverBudget] = load.ShiftsOverBudget,
                [LoadMetric.OffHoursPerResponder30d] = OffHours(placed, month),
                [LoadMetric.SleepPagesPerShift] = load.SleepPagesPerShift,
                [LoadMetric.AlertsPerIncident] = load.AlertsPerIncident,
                [LoadMetric.TransientShare] = load.TransientShare,
                [LoadMetric.RepeatsPer7d] = Repeats.Most(placed, window),
                [LoadMetric.OnCallShare] = load.OnCallShare,
                [LoadMetric.MedianRestoreMinutes] = load.MedianRestoreMinutes,
            },
            TopRepeats = Repeats.Top(load.Incidents),
            Trend = previous is null ? null : Trend(previous, load),
            Current = load.Current,
            Members = Members(plan, load),
            LongestShift = load.Shifts.Count == 0
                ? null
                : load.Shifts.Max(shift => shift.Range.Length),
        };
    }

    private static int OffHours(IReadOnlyList<PlacedIncident> placed, TimeRange month) =>
        placed
            .Where(page => page.IsOffHours && month.Contains(page.Incident.Start))
            .GroupBy(page => page.Responder, StringComparer.Ordinal)
            .Select(pages => pages.Count())
            .DefaultIfEmpty()
            .Max();

    /// <summary>Null when it is not known well enough to compare with.</summary>
    private static WindowLoad? Previous(
        OnCallPlan plan,
        PageHistory history,
        IReadOnlyList<PlacedIncident> placed,
        IReadOnlyList<Shift> shifts
    )
    {
        DateTimeOffset end = history.Known.End - plan.Window;
        var window = new TimeRange(end - plan.Window, end);
        var load = new WindowLoad(plan, window, placed, (shifts, history.Covered));
        return history.Known.Start <= window.Start && load.Coverage >= plan.MinimumCoverage
            ? load
            : null;
    }

    private static LoadTrend? Trend(WindowLoad previous, WindowLoad current) =>
        previous.IncidentsPer12h is { } then && current.IncidentsPer12h is { } now
            ? new LoadTrend(then, then == 0 ? null : (now - then) / then * 100)
            : null;

    private static int Members(OnCallPlan plan, WindowLoad load) =>
        load.Shifts.Select(shift => shift.Member)
            .Concat(plan.Schedule?.Members ?? [])
            .Distinct(StringComparer.Ordinal)
            .Count();

    private static string Explain(decimal coverage, decimal minimum) =>
        FormattableString.Invariant(
            $"only {Math.Floor(coverage * 1000) / 10:0.#} % of the window is covered by data, at least {minimum * 100:0.#} % are needed: pages may be missing from the figures"
        );
}
