using NodaTime;
using SloOperator.Domain.OnCall;

namespace SloOperator.Resources.OnCall;

/// <summary>Gives null, with every problem recorded, when the rotation cannot be used.</summary>
internal static class RotationMapper
{
    private const int MostMembers = 50;

    private enum Turn
    {
        Weekly,
        Daily,
    }

    /// <param name="spec">As written.</param>
    /// <param name="zone">Null when it cannot be used, which is told already.</param>
    /// <param name="field">Where it is written.</param>
    public static Rotation? Map(RotationSpec spec, DateTimeZone? zone, SpecField field)
    {
        Turn? turn = field["type"]
            .ReadChoice(spec.Type, ("Weekly", Turn.Weekly), ("Daily", Turn.Daily));
        (IsoDayOfWeek Day, LocalTime Time)? handoff = ReadHandoff(
            turn,
            spec.Handoff,
            field["handoff"]
        );
        LocalDate? start = field["start"].ReadDate(spec.Start);
        IReadOnlyList<string> members = ReadMembers(spec.Members, field["members"]);
        if (zone is null || handoff is not { } at || start is not { } first || members.Count == 0)
        {
            return null;
        }

        return turn is Turn.Weekly
            ? new WeeklyRotation(zone, at.Day, at.Time, first, members)
            : new DailyRotation(zone, at.Time, first, members);
    }

    /// <summary>Of a daily one there is no day.</summary>
    private static (IsoDayOfWeek Day, LocalTime Time)? ReadHandoff(
        Turn? turn,
        string? text,
        SpecField field
    ) =>
        turn switch
        {
            Turn.Weekly => field.ReadWeeklyHandoff(text),
            Turn.Daily => field.ReadDailyHandoff(text) is { } time
                ? (IsoDayOfWeek.None, time)
                : null,
            _ => null,
        };

    private static IReadOnlyList<string> ReadMembers(
        IReadOnlyList<string?>? members,
        SpecField field
    )
    {
        if (members is null or { Count: 0 })
        {
            field.Refuse($"is empty; write 1 to {MostMembers} members in the order of their turns");
        }

        return field.ReadDistinct(
            members,
            MostMembers,
            (entry, member) => entry.ReadMember(member)
        );
    }
}
