using NodaTime;

namespace SloOperator.Resources.OnCall;

/// <summary>Zones of those who live in another than the rotation's; all of them only when no problem was recorded.</summary>
internal static class MemberZoneMap
{
    private const int Most = 100;

    private static readonly Dictionary<string, string?> None = [];

    /// <param name="zones">As written; null is empty.</param>
    /// <param name="members">Who may be named; null where only the pager knows them.</param>
    /// <param name="field">Where it is written.</param>
    public static IReadOnlyDictionary<string, DateTimeZone> Read(
        IReadOnlyDictionary<string, string?>? zones,
        IReadOnlySet<string?>? members,
        SpecField field
    )
    {
        Dictionary<string, DateTimeZone> read = [];
        if (zones?.Count > Most)
        {
            field.RefuseTooMany(zones.Count, Most);
            return read;
        }

        foreach ((string member, string? name) in zones ?? None)
        {
            SpecField entry = field.Entry(member);
            if (members?.Contains(member) == false)
            {
                entry.Refuse(
                    "is the zone of nobody in the schedule; correct the name or remove the entry"
                );
            }

            if (entry.ReadTimeZone(name) is { } zone)
            {
                read[member] = zone;
            }
        }

        return read;
    }
}
