namespace SloOperator.Resources;

internal sealed record CalendarSpec
{
    /// <summary>Week, Month, Quarter or Year.</summary>
    public string? Period { get; init; }

    /// <summary>An IANA zone; there is no default, because a silent UTC would end a team's month in its working hours.</summary>
    public string? TimeZone { get; init; }
}
