namespace SloOperator.Domain.OnCall;

/// <summary>One window's incidents and shifts, and what is counted from them.</summary>
internal sealed class WindowLoad
{
    private const decimal HoursOfRate = 12m;
    private readonly OnCallPlan _plan;
    private readonly TimeRange _window;
    private readonly IReadOnlyList<TimeRange> _covered;
    private readonly IReadOnlyList<Shift> _shifts;
    private readonly List<PlacedIncident> _incidents;
    private readonly List<ShiftLoad> _completed;

    /// <param name="plan">Of the team.</param>
    /// <param name="window">Incidents that began in it are its own.</param>
    /// <param name="placed">Of a longer time, sorted.</param>
    /// <param name="knowledge">Shifts that overlap the window, and what of the time was covered.</param>
    public WindowLoad(
        OnCallPlan plan,
        TimeRange window,
        IReadOnlyList<PlacedIncident> placed,
        (IReadOnlyList<Shift> Shifts, IReadOnlyList<TimeRange> Covered) knowledge
    )
    {
        _plan = plan;
        _window = window;
        _covered = [.. knowledge.Covered.Select(range => range.Intersect(window))];
        _shifts = [.. knowledge.Shifts.Where(shift => shift.Range.Overlaps(window))];
        _incidents = [.. placed.Where(page => window.Contains(page.Incident.Start))];
        // Wholly inside: of a shift that began before the window, some incidents are not its own.
        _completed =
        [
            .. _shifts
                .Where(shift => shift.Start >= window.Start && shift.End <= window.End)
                .Select(LoadOf),
        ];
    }

    public IReadOnlyList<PlacedIncident> Incidents => _incidents;

    public IReadOnlyList<Shift> Shifts => _shifts;

    /// <summary>0 … 1.</summary>
    public decimal Coverage => Share(_covered.Sum(range => range.Length.Ticks));

    public HoursCounts ByHours =>
        new(
            Count(HoursClass.Business),
            Count(HoursClass.Off),
            Count(HoursClass.Sleep),
            Count(HoursClass.Uncovered)
        );

    public decimal? IncidentsPer12h =>
        CoveredOnCallHours is var hours and > 0 ? ByHours.OnShift * HoursOfRate / hours : null;

    public decimal? ShiftsOverBudget =>
        PerCompletedShift(_completed.Count(shift => IsOverBudget(shift)));

    /// <summary>Of those shifts alone: pages of shifts that the window cuts would weigh more than they are.</summary>
    public decimal? SleepPagesPerShift =>
        PerCompletedShift(
            _incidents.Count(page =>
                page.Hours == HoursClass.Sleep
                && _completed.Exists(load => Equals(load.Shift, page.Shift))
            )
        );

    public decimal? AlertsPerIncident =>
        PerIncident(_incidents.Sum(page => (long)page.Incident.Onsets));

    public decimal? TransientShare => PerIncident(_incidents.Count(page => page.IsTransient));

    /// <summary>Of those that ended; of an even number, the mean of the two in the middle.</summary>
    public decimal? MedianRestoreMinutes
    {
        get
        {
            long[] lengths =
            [
                .. _incidents
                    .Select(page => page.Length)
                    .OfType<TimeSpan>()
                    .Select(length => length.Ticks)
                    .Order(),
            ];
            if (lengths.Length == 0)
            {
                return null;
            }

            decimal sum = (decimal)lengths[(lengths.Length - 1) / 2] + lengths[lengths.Length / 2];
            return sum / 2 / TimeSpan.TicksPerMinute;
        }
    }

    /// <summary>Null when nobody is on shift at the window's end.</summary>
    public ShiftLoad? Current =>
        _shifts.FirstOrDefault(shift => shift.Range.Contains(_window.End)) is { } shift
            ? LoadOf(shift)
            : null;

    private decimal CoveredOnCallHours
    {
        get
        {
            IReadOnlyList<TimeRange> onCall = TimeRanges.Union(
                _shifts.Select(shift => shift.Range.Intersect(_window))
            );
            return (decimal)TimeRanges.LengthOfBoth(onCall, _covered).Ticks / TimeSpan.TicksPerHour;
        }
    }

    private ShiftLoad LoadOf(Shift shift) =>
        new(shift, _incidents.Count(page => Equals(page.Shift, shift)));

    /// <summary>Without a division, so that a shift with exactly what it is allowed is within.</summary>
    private bool IsOverBudget(ShiftLoad load) =>
        _plan.Thresholds[LoadMetric.IncidentsPer12h].Limit is { } limit
        && load.Incidents * HoursOfRate * TimeSpan.TicksPerHour
            > limit * load.Shift.Range.Length.Ticks;

    private int Count(HoursClass hours) => _incidents.Count(page => page.Hours == hours);

    private decimal? PerCompletedShift(int count) =>
        _completed.Count == 0 ? null : (decimal)count / _completed.Count;

    private decimal? PerIncident(long count) =>
        _incidents.Count == 0 ? null : (decimal)count / _incidents.Count;

    private decimal Share(long ticks) => (decimal)ticks / _window.Length.Ticks;
}
