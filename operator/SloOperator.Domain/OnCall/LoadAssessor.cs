namespace SloOperator.Domain.OnCall;

/// <summary>Judges the pages of one rotation against what was promised to it; pure.</summary>
public static class LoadAssessor
{
    /// <summary>Off-hours pages are counted over a month, whatever the window, for that is what the marks of the field are of.</summary>
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private static readonly IReadOnlyDictionary<LoadMetric, LoadLevel> Unknown =
        Enum.GetValues<LoadMetric>().ToDictionary(metric => metric, _ => LoadLevel.Unknown);

    /// <summary>How far back pages are needed: this window and the one before it, or a month.</summary>
    public static TimeSpan Lookback(OnCallPlan plan) =>
        2 * plan.Window > Month ? 2 * plan.Window : Month;

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
            null
        );
    }

    private static LoadFigures Count(OnCallPlan plan, PageHistory history)
    {
        DateTimeOffset end = history.Known.End;
        var window = new TimeRange(end - plan.Window, end);
        var needed = new TimeRange(end - Lookback(plan), end.AddTicks(1));
        IReadOnlyList<Shift> shifts = history.Shifts ?? plan.Schedule?.Between(needed) ?? [];
        IReadOnlyList<PlacedIncident> placed = IncidentPlacement.Place(
            history.Incidents,
            shifts,
            plan.Hours
        );
        var load = new WindowLoad(plan, window, placed, (shifts, history.Covered));
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
            Trend = Trend(plan, history, placed, shifts),
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

    private static LoadTrend? Trend(
        OnCallPlan plan,
        PageHistory history,
        IReadOnlyList<PlacedIncident> placed,
        IReadOnlyList<Shift> shifts
    )
    {
        DateTimeOffset end = history.Known.End;
        var before = new TimeRange(end - (2 * plan.Window), end - plan.Window);
        var now = new TimeRange(before.End, end);
        var previous = new WindowLoad(plan, before, placed, (shifts, history.Covered));
        var current = new WindowLoad(plan, now, placed, (shifts, history.Covered));
        bool isKnown =
            history.Known.Start <= before.Start && previous.Coverage >= plan.MinimumCoverage;
        return isKnown
            && previous.IncidentsPer12h is { } then
            && current.IncidentsPer12h is { } rate
            ? new LoadTrend(then, then == 0 ? null : (rate - then) / then * 100)
            : null;
    }

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
