namespace SloOperator.Domain.OnCall;

/// <summary>How much of the time one person is the first to be paged.</summary>
internal static class OnCallShare
{
    /// <summary>
    /// Over the window, or over a whole round where that is longer: in three weeks of a weekly rotation somebody has a third of the time,
    /// whether it has three members or twelve. Of a pager's schedule, whose rounds are not told, over all that is known.
    /// </summary>
    public static TimeRange PeriodOf(OnCallPlan plan, PageHistory history)
    {
        DateTimeOffset end = history.Known.End;
        TimeSpan longest = history.Shifts is null
            ? plan.Schedule?.Round ?? plan.Window
            : history.Known.Length;
        return new TimeRange(end - (longest > plan.Window ? longest : plan.Window), end);
    }

    /// <summary>Of the member who has most; null where nobody has a shift. Shifts of one member that overlap are one time.</summary>
    public static decimal? Most(IReadOnlyList<Shift> shifts, TimeRange period) =>
        shifts
            .Where(shift => shift.Range.Overlaps(period))
            .GroupBy(shift => shift.Member, StringComparer.Ordinal)
            .Select(ofMember => (decimal?)LengthOf(ofMember, period) / period.Length.Ticks)
            .DefaultIfEmpty()
            .Max();

    private static long LengthOf(IEnumerable<Shift> shifts, TimeRange period) =>
        TimeRanges
            .Union(shifts.Select(shift => shift.Range.Intersect(period)))
            .Sum(range => range.Length.Ticks);
}
