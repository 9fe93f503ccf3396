namespace SloOperator.Domain.OnCall;

/// <summary>Shifts as they were written or as the pager tells them; with gaps, and overlapping where two people were the first to be paged.</summary>
public sealed record ExplicitShifts : ShiftPlan
{
    private readonly Shift[] _sorted;

    /// <param name="shifts">In any order; one that does not end after it starts holds no time and is left out.</param>
    public ExplicitShifts(IReadOnlyList<Shift> shifts)
    {
        _sorted =
        [
            .. shifts
                .Where(shift => shift.End > shift.Start)
                .OrderBy(shift => shift.Start)
                .ThenBy(shift => shift.End)
                .ThenBy(shift => shift.Member, StringComparer.Ordinal),
        ];
        Members = [.. _sorted.Select(shift => shift.Member).Distinct(StringComparer.Ordinal)];
    }

    public IReadOnlyList<Shift> Shifts => _sorted;

    public override IReadOnlyList<string> Members { get; }

    public override IReadOnlyList<Shift> Between(TimeRange range) =>
        range.Length == TimeSpan.Zero
            ? []
            : [.. _sorted.Where(shift => shift.Range.Overlaps(range))];
}
