using SloOperator.Domain.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>Puts together what a pager tells of shifts range by range: it may cut a shift to the range that was asked for, and one without end always.</summary>
internal static class ShiftPieces
{
    /// <param name="kept">Of earlier answers.</param>
    /// <param name="answered">Of the range that begins at <paramref name="from"/>; wins wherever both speak of a time.</param>
    /// <param name="from">Pieces of one member that meet here are one shift.</param>
    public static IReadOnlyList<Shift> Join(
        IEnumerable<Shift> kept,
        IReadOnlyList<Shift> answered,
        DateTimeOffset from
    )
    {
        List<Shift> joined = [.. answered];
        foreach (Shift before in kept.Where(shift => shift.Start < from))
        {
            Shift cut = before.End > from ? before with { End = from } : before;
            int met = joined.FindIndex(shift =>
                shift.Member == cut.Member && shift.Start <= cut.End && shift.End >= cut.End
            );
            if (met < 0)
            {
                joined.Add(cut);
            }
            else if (joined[met].Start == from && cut.End == from)
            {
                joined[met] = joined[met] with { Start = cut.Start };
            }
            else if (joined[met].Start > cut.Start || joined[met].End < cut.End)
            {
                joined.Add(cut);
            }
        }

        return [.. joined.Distinct().OrderBy(shift => shift.Start)];
    }
}
