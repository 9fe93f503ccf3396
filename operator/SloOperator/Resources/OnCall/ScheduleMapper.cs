using NodaTime;
using SloOperator.Domain.OnCall;

namespace SloOperator.Resources.OnCall;

/// <summary>Gives null, with every problem recorded, when the schedule cannot be used.</summary>
internal static class ScheduleMapper
{
    /// <param name="spec">Null is not written, which is a problem: hours have no default zone.</param>
    /// <param name="pagerHasIt">Whether the source tells shifts itself, so that none need be written.</param>
    /// <param name="field">Where it is written.</param>
    public static OnCallSchedule? Map(ScheduleSpec? spec, bool pagerHasIt, SpecField field)
    {
        if (spec is null)
        {
            field.Refuse(
                pagerHasIt
                    ? "is missing; write its timeZone, by whose clock a page is business, off or sleep (who is paged, the pager tells)"
                    : $"is missing; {Wanted}"
            );
            return null;
        }

        DateTimeZone? zone = field["timeZone"].ReadTimeZone(spec.TimeZone);
        bool planned = TryMapPlan(spec, zone, pagerHasIt, field, out ShiftPlan? plan);
        IReadOnlyDictionary<string, DateTimeZone> zones = MemberZoneMap.Read(
            spec.MemberTimeZones,
            Members(spec),
            field["memberTimeZones"]
        );
        HoursRule? hours = HoursMapper.Map(spec, zone, zones, field);
        return planned && hours is not null ? new OnCallSchedule(plan, hours) : null;
    }

    private const string Wanted =
        "write timeZone and one of rotation and shifts: without them no page belongs to anybody's shift (only a pager has a schedule of its own)";

    /// <summary>True with a null plan is the pager's.</summary>
    private static bool TryMapPlan(
        ScheduleSpec spec,
        DateTimeZone? zone,
        bool pagerHasIt,
        SpecField field,
        out ShiftPlan? plan
    )
    {
        ShiftPlan? rotation = spec.Rotation is null
            ? null
            : RotationMapper.Map(spec.Rotation, zone, field["rotation"]);
        ShiftPlan? shifts = spec.Shifts is null
            ? null
            : ShiftListMapper.Map(spec.Shifts, field["shifts"]);
        plan = rotation ?? shifts;
        switch (spec.Rotation is not null, spec.Shifts is not null)
        {
            case (true, true):
                field.Refuse("has both rotation and shifts; remove one");
                return false;
            case (false, false) when !pagerHasIt:
                field.Refuse($"has neither rotation nor shifts; {Wanted}");
                return false;
            case (false, false):
                return true;
            default:
                return plan is not null;
        }
    }

    /// <summary>As written, whether usable or not, so that one mistake is not told twice; null where only the pager knows them.</summary>
    private static HashSet<string?>? Members(ScheduleSpec spec) =>
        spec.Rotation is null && spec.Shifts is null
            ? null
            :
            [
                .. spec.Rotation?.Members ?? [],
                .. spec.Shifts?.Select(shift => shift?.Member) ?? [],
            ];
}
