using SloOperator.Domain.OnCall;

namespace SloOperator.Resources.OnCall;

/// <summary>Shifts one by one, in any order, with gaps but without overlaps: one person is the first to be paged. All of them only when no problem was recorded.</summary>
internal static class ShiftListMapper
{
    private const int Most = 1000;

    public static ExplicitShifts? Map(IReadOnlyList<ShiftSpec?> specs, SpecField field)
    {
        if (specs.Count == 0)
        {
            field.Refuse($"is empty; write 1 to {Most} shifts");
            return null;
        }

        if (specs.Count > Most)
        {
            field.RefuseTooMany(specs.Count, Most);
            return null;
        }

        List<(int Index, Shift Shift)> shifts = [];
        for (int i = 0; i < specs.Count; i++)
        {
            if (Map(specs[i], field[i]) is { } shift)
            {
                shifts.Add((i, shift));
            }
        }

        RefuseOverlaps(shifts, field);
        return new ExplicitShifts([.. shifts.Select(each => each.Shift)]);
    }

    private static Shift? Map(ShiftSpec? spec, SpecField field)
    {
        if (spec is null)
        {
            field.Refuse("is empty; write a shift or remove the entry");
            return null;
        }

        string? member = field["member"].ReadMember(spec.Member);
        DateTimeOffset? start = field["start"].ReadTime(spec.Start);
        DateTimeOffset? end = field["end"].ReadTime(spec.End);
        if (end <= start)
        {
            field.Refuse(
                $"ends at {Found.Quote(spec.End!)}, which is not after its start {Found.Quote(spec.Start!)}; write an end after the start"
            );
            return null;
        }

        return member is not null && start is { } from && end is { } until
            ? new Shift(member, from, until)
            : null;
    }

    private static void RefuseOverlaps(List<(int Index, Shift Shift)> shifts, SpecField field)
    {
        (int Index, Shift Shift)? latest = null;
        foreach ((int Index, Shift Shift) entry in shifts.OrderBy(each => each.Shift.Start))
        {
            if (latest is { } before && entry.Shift.Start < before.Shift.End)
            {
                field[entry.Index]
                    .Refuse(
                        $"begins before shifts[{before.Index}] ends; shifts may not overlap, for one person is the first to be paged"
                    );
            }

            if (latest is null || entry.Shift.End > latest.Value.Shift.End)
            {
                latest = entry;
            }
        }
    }
}
