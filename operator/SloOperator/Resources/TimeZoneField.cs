using NodaTime;

namespace SloOperator.Resources;

/// <summary>Zones by their names.</summary>
internal static class TimeZoneField
{
    /// <summary>Null, with a problem recorded, for what the IANA database does not name.</summary>
    public static DateTimeZone? ReadTimeZone(this SpecField field, string? name)
    {
        const string Wanted = "write a name of the IANA database, such as Europe/Berlin or UTC";
        if (string.IsNullOrEmpty(name))
        {
            field.Refuse($"is missing; {Wanted}");
            return null;
        }

        DateTimeZone? zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null)
        {
            field.Refuse($"{Found.Quote(name)} is no known time zone; {Wanted}");
        }

        return zone;
    }
}
