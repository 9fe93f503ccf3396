using NodaTime;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.OnCall;

internal static class Rotations
{
    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    public static DailyRotation Daily(
        string zone,
        LocalTime handoff,
        LocalDate start,
        string members = "abc"
    ) => new(Zone(zone), handoff, start, Names(members));

    public static WeeklyRotation Weekly(
        string zone,
        LocalTime handoff,
        LocalDate start,
        string members = "abc"
    ) => new(Zone(zone), IsoDayOfWeek.Monday, handoff, start, Names(members));

    /// <summary>"abc" are a, b and c.</summary>
    private static string[] Names(string members) => [.. members.Select(name => name.ToString())];
}
